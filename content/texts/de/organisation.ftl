organisation-kind-company = Unternehmen (etwa GmbH, KG, OHG)
organisation-kind-sole-trader = Einzelunternehmen
organisation-kind-freelancer = Freiberufliche Tätigkeit (etwa Praxis, Kanzlei, Büro)
organisation-kind-association = Verein oder Verband
organisation-kind-municipality = Stadt- oder Gemeindeverwaltung
organisation-kind-municipal-undertaking-dependent = Kommunaler Betrieb ohne eigene Rechtsform (etwa Eigenbetrieb)
organisation-kind-municipal-undertaking-own = Kommunales Unternehmen mit eigener Rechtsform (etwa Stadtwerke GmbH)
organisation-kind-other-public-body = Andere öffentliche Stelle
