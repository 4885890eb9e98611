check-title = Kurzcheck
check-summary = In zehn Minuten sehen Sie mit zehn Fragen, wo Sie stehen und womit Sie anfangen können.
check-audience = Für kleine Firmen und Vereine ebenso wie für Rathäuser und andere Einrichtungen; Fachwissen brauchen Sie nicht. Er passt für einen Abend im Saal ebenso wie für das Handy unterwegs.
check-about = Zehn Fragen zu den Vorkehrungen, mit denen die meisten am besten anfangen. Der Kurzcheck ist ein erster Blick und ersetzt keine gründliche Analyse. „Weiß ich nicht“ ist eine gute Antwort: Sie zeigt, wonach Sie morgen fragen können.
check-score = Jedes „Ja“ zählt einen Punkt, zehn sind möglich. Die Punkte sind unser eigenes Maß; sie zeigen, wie viele dieser zehn Vorkehrungen stehen. Wie wahrscheinlich ein Angriff ist, sagen sie nicht.
