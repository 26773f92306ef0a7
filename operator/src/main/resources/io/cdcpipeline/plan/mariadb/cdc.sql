-- Runs once, as root, before the user's own SQL. Passwords come in variables, so that no letter of theirs is taken for SQL.
-- The database is logged, so that the log has a GTID from the beginning; users are not, since their passwords would stand there.
CREATE DATABASE `${database}`;
SET SESSION sql_log_bin = 0;
EXECUTE IMMEDIATE concat('CREATE USER ${owner}@''%'' IDENTIFIED BY ', quote(@owner_password));
GRANT ALL PRIVILEGES ON `${pattern}`.* TO ${owner}@'%';
GRANT BINLOG MONITOR ON *.* TO ${owner}@'%';
EXECUTE IMMEDIATE concat('CREATE USER ${replication}@''%'' IDENTIFIED BY ', quote(@replication_password));
GRANT RELOAD, PROCESS, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO ${replication}@'%';
GRANT SELECT ON `${pattern}`.* TO ${replication}@'%';
