#!/bin/sh
pg_dump shop | gzip > "backup-$(date +%F).sql.gz"
