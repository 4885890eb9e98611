command-check-points = { $points } of { $maximum } points
command-check-incomplete = Not complete yet: { $missing ->
    [one] one answer is missing
   *[other] { $missing } answers are missing
}. So there are no points yet.
command-check-missing = Still to be answered:
command-check-measures = Next steps (“=”: equal to the step before):
command-check-risks = Risks:
