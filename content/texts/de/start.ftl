start-title = Check beginnen
start-lead = Zwei Angaben genügen. Alles Weitere ist freiwillig und macht die Hinweise genauer.
start-optional = Mehr über Sie
start-optional-hint = Diese Angaben stehen nur in Ihrer Mappe und in Ihrem Bericht. Mit ihnen passen Risiken und Förderhinweise besser zu Ihnen.
start-voluntary = (freiwillig)
start-no-answer = Keine Angabe
start-employees-hint = Zählen Sie alle mit: Chefin oder Chef, Teilzeit, Auszubildende.
start-submit = Check beginnen
start-errors = { $count ->
    [one] Eine Angabe braucht noch Ihren Blick
   *[other] { $count } Angaben brauchen noch Ihren Blick
}
start-error-prefix = Bitte prüfen:
start-know = Gut zu wissen
start-know-unknown = „Weiß ich nicht“ ist erlaubt. Es zeigt, wonach Sie fragen können.
start-know-saved = Jede Antwort wird sofort gespeichert. Einen Speichern-Knopf gibt es nicht.
start-know-link = Sie bekommen einen Link. Damit kommen Sie jederzeit zurück, auch von einem anderen Gerät.
start-know-kept = Wenn Sie { $days } Tage lang nicht zurückkommen, wird alles gelöscht.

resume-title = Weitermachen
resume-lead = Mit Ihrem Link öffnen Sie Ihre Mappe auf jedem Gerät.
resume-lost = Link verloren?
    .text = Ohne den Link kann niemand Ihre Mappe öffnen, auch wir nicht: Gespeichert ist nur eine Prüfsumme davon. Schauen Sie im Verlauf des Browsers nach, mit dem Sie begonnen haben, oder auf Ihrem Ausdruck. Sonst beginnen Sie neu; die alte Mappe wird nach Ablauf der Frist gelöscht.

import-title = Mappe einlesen
import-lead = Haben Sie Ihre Mappe hier oder bei einem anderen Ringwall als Datei mitgenommen? Hier lesen Sie sie wieder ein.
import-hint = Ein Archiv endet auf „.zip“ und ist höchstens { $megabytes } MB groß; größere liest der Betreiber ein. Auch die Datei „dossier.json“ von früher lässt sich einlesen.
import-submit = Datei einlesen
import-what = Aus der Datei entsteht eine neue Mappe mit einem neuen Link. Antworten, Notizen, Plan und Entscheidungen über Risiken sind danach wieder da. Eine Mappe, die es hier schon gibt, wird nicht verändert.
import-refused = Diese Datei lässt sich nicht einlesen
import-nothing-stored = Es wurde nichts gespeichert.
