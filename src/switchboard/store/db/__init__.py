"""The database itself: connection, transactions, tables, migrations, and how processes learn of writes."""
