//! Mail against a server that behaves as mail servers do.

use std::time::Duration;

use ringwall_outbound::{Mail, MailError, MailSender, MailServer, MailSettings};
use ringwall_testkit::smtp::{Behaviour, SmtpServer, WireLetter};

fn sender(server: &SmtpServer) -> MailSender {
    MailSender::new(MailSettings {
        server: MailServer::parse(&server.url()).unwrap(),
        password: None,
        from: "ringwall@example.org".to_owned(),
        name: "Bürgermeisterei Über".to_owned(),
        reply_to: None,
        hello: "ring.example".to_owned(),
        timeout: Duration::from_millis(700),
        certificate: None,
        kept: 2,
    })
    .unwrap()
}

fn mail(id: &str) -> Mail<'_> {
    Mail {
        id,
        to: "rita@example.com",
        name: "Rita Müller",
        subject: "Ein Gespräch über Sicherheit, ein langer Betreff, der gewiss über die Länge einer Zeile hinausgeht",
        text: "Guten Tag,\n\n.Punkt am Anfang\n",
        html: "<p>Guten Tag</p>",
        language: "de",
        unsubscribe: None,
        attachments: Vec::new(),
    }
}

#[tokio::test]
async fn letters_arrive_whole_over_one_connection() {
    let server = SmtpServer::start().await;
    let sender = sender(&server);
    for id in ["a", "b", "c"] {
        sender.send(&mail(id)).await.unwrap();
    }
    let taken = server.taken();
    assert_eq!(
        taken.iter().map(WireLetter::id).collect::<Vec<_>>(),
        ["<a@example.org>", "<b@example.org>", "<c@example.org>"]
    );
    assert_eq!(server.connections(), 1, "the connection is used again");
    assert_eq!((taken[0].from.as_str(), taken[0].to.as_str()), ("ringwall@example.org", "rita@example.com"));
    assert!(taken[0].data.contains("\r\n.Punkt am Anfang"), "a line that begins with a dot: {}", taken[0].data);
    assert!(taken[0].header("subject").unwrap().is_ascii());
    assert!(server.commands()[0].starts_with("EHLO ring.example"));
    sender.check().await.unwrap();
}

#[tokio::test]
async fn what_the_server_says_is_told_from_what_it_does_not_say() {
    let server = SmtpServer::start().await;
    let sender = sender(&server);
    let later = |error: MailError, text: &str| {
        assert!(matches!(&error, MailError::Later(why) if why.contains(text)), "{error:?}");
    };
    let never = |error: MailError, text: &str| {
        assert!(matches!(&error, MailError::Never(why) if why.contains(text)), "{error:?}");
    };
    let unclear = |error: MailError| assert!(matches!(error, MailError::Unclear(_)), "{error:?}");
    server.script(&[
        Behaviour::Greylist,
        Behaviour::Reject,
        Behaviour::Forbid,
        Behaviour::Full,
        Behaviour::RejectContent,
        Behaviour::Hang,
    ]);
    later(sender.send(&mail("1")).await.unwrap_err(), "greylisted");
    never(sender.send(&mail("2")).await.unwrap_err(), "no such user");
    later(sender.send(&mail("3")).await.unwrap_err(), "relaying denied");
    later(sender.send(&mail("4")).await.unwrap_err(), "mailbox full");
    never(sender.send(&mail("5")).await.unwrap_err(), "content refused");
    later(sender.send(&mail("6")).await.unwrap_err(), "no answer within");
    assert!(server.taken().is_empty());
    server.script(&[Behaviour::DropInData, Behaviour::DropAfterData, Behaviour::Slow(2_000)]);
    unclear(sender.send(&mail("7")).await.unwrap_err());
    unclear(sender.send(&mail("8")).await.unwrap_err());
    unclear(sender.send(&mail("9")).await.unwrap_err());
    sender.send(&mail("10")).await.unwrap();
    let ids: Vec<_> = server.taken().iter().map(WireLetter::id).collect();
    assert_eq!(ids, ["<8@example.org>", "<9@example.org>", "<10@example.org>"]);
}

#[tokio::test]
async fn a_late_answer_is_never_taken_for_the_answer_to_the_next_letter() {
    let server = SmtpServer::start().await;
    let sender = sender(&server);
    sender.send(&mail("first")).await.unwrap();
    // The answer comes after we gave up; on the same connection it would look like that of the next letter.
    server.script(&[Behaviour::Slow(1_200), Behaviour::Reject]);
    assert!(matches!(sender.send(&mail("slow")).await, Err(MailError::Unclear(_))));
    tokio::time::sleep(Duration::from_millis(800)).await;
    assert!(matches!(sender.send(&mail("refused")).await, Err(MailError::Never(_))));
    assert_eq!(server.connections(), 2, "what went wrong once is closed");
}

#[tokio::test]
async fn a_letter_that_is_abandoned_half_way_does_not_arrive_later() {
    let server = SmtpServer::start().await;
    let sender = sender(&server);
    server.script(&[Behaviour::Hang]);
    let abandoned = tokio::time::timeout(Duration::from_millis(200), sender.send(&mail("gone"))).await;
    assert!(abandoned.is_err());
    sender.send(&mail("next")).await.unwrap();
    assert_eq!(server.taken().len(), 1);
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_server_that_is_not_there_or_offers_no_encryption() {
    let server = SmtpServer::start().await;
    let encrypted = |url: &str| {
        MailSender::new(MailSettings {
            server: MailServer::parse(url).unwrap(),
            password: None,
            from: "ringwall@example.org".to_owned(),
            name: String::new(),
            reply_to: None,
            hello: "ring.example".to_owned(),
            timeout: Duration::from_millis(700),
            certificate: None,
            kept: 2,
        })
        .unwrap()
    };
    let url = format!("smtp://{}", server.address);
    let refused = encrypted(&url).send(&mail("1")).await.unwrap_err();
    assert!(matches!(&refused, MailError::Later(why) if why.contains("STARTTLS")), "{refused:?}");
    encrypted(&format!("{url}?tls=opportunistic")).send(&mail("2")).await.unwrap();
    let wrapped = encrypted(&url.replace("smtp://", "smtps://")).send(&mail("3")).await.unwrap_err();
    assert!(matches!(wrapped, MailError::Later(_)), "{wrapped:?}");
    assert_eq!(server.taken().len(), 1);
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let nobody = encrypted(&format!("smtp://127.0.0.1:{port}?tls=none"));
    assert!(matches!(nobody.check().await, Err(MailError::Later(_))));
}
