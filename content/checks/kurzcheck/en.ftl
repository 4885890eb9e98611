check-title = Short check
check-summary = In ten minutes ten questions show you where you stand and where you can begin.
check-audience = For small firms and associations as well as town halls and other bodies; you need no expert knowledge. It suits an evening in a hall as well as the phone on the go.
check-about = Ten questions about the precautions most people do best to begin with. The short check is a first look and does not replace a thorough analysis. “I don’t know” is a good answer: it shows what you can ask about tomorrow.
check-score = Every “Yes” counts one point, ten are possible. The points are our own measure; they show how many of these ten precautions are in place. They do not say how likely an attack is.
