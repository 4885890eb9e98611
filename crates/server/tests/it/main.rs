mod backup;
mod check_command;
mod cli;
mod crash;
mod mail;
mod several;
mod story;
mod tls;
