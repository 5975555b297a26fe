"""All tables."""

from . import action_urls, portsip, servetel, yeastar

PARAMETERS = (*yeastar.parameters(), *servetel.parameters(), *portsip.parameters(), *action_urls.parameters())
REFUSED = (*yeastar.REFUSED, *servetel.REFUSED)
