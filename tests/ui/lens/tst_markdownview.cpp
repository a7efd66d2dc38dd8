// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/markdownview.h"

#include <QAbstractTextDocumentLayout>
#include <QImage>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <sys/inotify.h>
#include <unistd.h>

using namespace helio;

namespace {

/// A server that counts who comes, and a picture on the disk that tells when it is opened.
class Bait
{
public:
    Bait()
    {
        QVERIFY(server_.listen(QHostAddress::LocalHost));
        QObject::connect(&server_, &QTcpServer::newConnection, &server_, [this] {
            while (QTcpSocket *client = server_.nextPendingConnection()) {
                ++connections_;
                client->deleteLater();
            }
        });
        QImage picture(40, 40, QImage::Format_RGB32);
        picture.fill(Qt::red);
        QVERIFY(picture.save(path()));
        QFile sheet(directory_.filePath(QStringLiteral("sheet.css")));
        QVERIFY(sheet.open(QIODevice::WriteOnly));
        sheet.write("* { color: red }");
        sheet.close();
        watch_ = inotify_init1(IN_NONBLOCK);
        QVERIFY(watch_ >= 0);
        for (const QString &file : {path(), sheet.fileName()})
            QVERIFY(inotify_add_watch(watch_, QFile::encodeName(file).constData(), IN_OPEN) >= 0);
    }
    ~Bait() { close(watch_); }
    Bait(const Bait &) = delete;
    Bait &operator=(const Bait &) = delete;

    QByteArray host() const { return "127.0.0.1:" + QByteArray::number(server_.serverPort()); }
    QString path() const { return directory_.filePath(QStringLiteral("picture.png")); }
    /// In the Markdown that is tried, HOST, FILE and DIR stand for these.
    QByteArray in(QByteArray markdown) const
    {
        return markdown.replace("HOST", host())
            .replace("FILE", path().toUtf8())
            .replace("DIR", directory_.path().toUtf8());
    }
    /// How many files were opened since it was asked.
    int opened() const
    {
        alignas(inotify_event) char events[4096];
        int count = 0;
        for (ssize_t size = 0; (size = read(watch_, events, sizeof events)) > 0;) {
            for (const char *at = events; at < events + size; ++count)
                at += sizeof(inotify_event) + reinterpret_cast<const inotify_event *>(at)->len;
        }
        return count;
    }
    /// How many connections were made: one comes behind all others.
    int connections()
    {
        const int before = connections_;
        QTcpSocket last;
        last.connectToHost(QHostAddress::LocalHost, server_.serverPort());
        if (!QTest::qWaitFor([&] { return last.state() == QTcpSocket::ConnectedState && connections_ > before; }))
            return -1;
        return std::exchange(connections_, 0) - 1;
    }

private:
    QTcpServer server_;
    QTemporaryDir directory_;
    int watch_ = -1;
    int connections_ = 0;
};

/// Shows it whole, with the pointer over it.
void look(QTextBrowser &view)
{
    view.resize(600, 400);
    view.show();
    (void)QTest::qWaitForWindowExposed(&view);
    view.grab();
    for (int y = 5; y < 60; y += 5)
        QTest::mouseMove(view.viewport(), {20, y});
    view.selectAll();
    view.copy();
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents();
}

} // namespace

class MarkdownViewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatTurnsALineAroundStandsAsItsMark();
    void aTextIsLaidOutOnceHoweverManyPiecesItHas();
    void thisBaitIsTakenByAPlainBrowser();
    void anImageLoadsNothing_data();
    void anImageLoadsNothing();
    void aLinkLoadsNothing_data();
    void aLinkLoadsNothing();
    void htmlLoadsNothing_data();
    void htmlLoadsNothing();
    void aStyleSheetLoadsNothing_data();
    void aStyleSheetLoadsNothing();
    void aLinkThatIsDeclinedLoadsNothing();
    void aTextThatGrowsLoadsNothing();

private:
    void loadsNothing();
};

void MarkdownViewTest::loadsNothing()
{
    QFETCH(const QByteArray, markdown);
    Bait bait;
    MarkdownView view;
    bool isAsked = false;
    view.setQuestion([&](const QString &) { return isAsked = true; });
    view.setText(1, bait.in(markdown));
    look(view);
    QCOMPARE(bait.connections(), 0);
    QCOMPARE(bait.opened(), 0);
    QVERIFY(!isAsked);
}

void MarkdownViewTest::thisBaitIsTakenByAPlainBrowser()
{
    Bait bait;
    QTextBrowser view;
    view.setMarkdown(QString::fromUtf8(bait.in("![picture](FILE)")));
    look(view);
    QVERIFY(bait.opened() > 0);
    QCOMPARE(bait.connections(), 0); // but for the one that asks
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, bait.host().split(':').last().toUShort());
    QVERIFY(socket.waitForConnected());
    QCOMPARE(bait.connections(), 1);
}

void MarkdownViewTest::anImageLoadsNothing_data()
{
    QTest::addColumn<QByteArray>("markdown");
    QTest::newRow("from the web") << QByteArray("![picture](http://HOST/picture.png)");
    QTest::newRow("without a scheme") << QByteArray("![picture](//HOST/picture.png)");
    QTest::newRow("by reference") << QByteArray("![picture][1]\n\n[1]: http://HOST/picture.png \"title\"");
    QTest::newRow("in a link") << QByteArray("[![picture](http://HOST/picture.png)](http://HOST/)");
    QTest::newRow("in a table") << QByteArray("| a |\n| --- |\n| ![picture](FILE) |");
    QTest::newRow("of a file") << QByteArray("![picture](FILE)");
    QTest::newRow("of a file's URL") << QByteArray("![picture](file://FILE)");
    QTest::newRow("of a file by reference") << QByteArray("![picture][1]\n\n[1]: file://FILE");
}

void MarkdownViewTest::anImageLoadsNothing()
{
    loadsNothing();
}

void MarkdownViewTest::aLinkLoadsNothing_data()
{
    QTest::addColumn<QByteArray>("markdown");
    QTest::newRow("to the web") << QByteArray("[a link](http://HOST/page)");
    QTest::newRow("by itself") << QByteArray("http://HOST/page and <http://HOST/other>");
    QTest::newRow("to a file") << QByteArray("[a link](file://FILE)");
    QTest::newRow("to a script") << QByteArray("[a link](javascript:fetch('http://HOST/'))");
}

void MarkdownViewTest::aLinkLoadsNothing()
{
    loadsNothing();
}

void MarkdownViewTest::htmlLoadsNothing_data()
{
    QTest::addColumn<QByteArray>("markdown");
    QTest::newRow("img from the web") << QByteArray("<img src=\"http://HOST/picture.png\">");
    QTest::newRow("img of a file") << QByteArray("<img src=\"FILE\">");
    QTest::newRow("img within a line") << QByteArray("a <img src='file://FILE'/> b");
    QTest::newRow("script") << QByteArray("<script src=\"http://HOST/script.js\"></script>");
    QTest::newRow("iframe") << QByteArray("<iframe src=\"file://FILE\"></iframe>");
    QTest::newRow("background") << QByteArray("<body background=\"FILE\"><table background=\"FILE\"><tr><td>a</table>");
}

void MarkdownViewTest::htmlLoadsNothing()
{
    loadsNothing();
}

void MarkdownViewTest::aStyleSheetLoadsNothing_data()
{
    QTest::addColumn<QByteArray>("markdown");
    QTest::newRow("link from the web") << QByteArray("<link rel=\"stylesheet\" href=\"http://HOST/sheet.css\">");
    QTest::newRow("link of a file") << QByteArray("<link rel=\"stylesheet\" type=\"text/css\" href=\"DIR/sheet.css\">");
    QTest::newRow("import") << QByteArray("<style>@import url(\"file://DIR/sheet.css\");</style>");
    QTest::newRow("url") << QByteArray("<p style=\"background-image: url(FILE)\">a</p>");
    QTest::newRow("url from the web") << QByteArray("<p style=\"background: url(http://HOST/picture.png)\">a</p>");
}

void MarkdownViewTest::aStyleSheetLoadsNothing()
{
    loadsNothing();
}

void MarkdownViewTest::aLinkThatIsDeclinedLoadsNothing()
{
    Bait bait;
    MarkdownView view;
    QStringList asked;
    view.setQuestion([&](const QString &url) {
        asked.append(url);
        return false;
    });
    view.setText(1, bait.in("[a link](http://HOST/page)"));
    look(view);
    Q_EMIT view.anchorClicked(QUrl(QString::fromUtf8(bait.in("http://HOST/page"))));
    // Nothing but the web is even asked for.
    Q_EMIT view.anchorClicked(QUrl(QString::fromUtf8(bait.in("file://FILE"))));
    QCOMPARE(asked, QStringList{QString::fromUtf8(bait.in("http://HOST/page"))});
    QCOMPARE(bait.connections(), 0);
    QCOMPARE(bait.opened(), 0);
}

void MarkdownViewTest::aTextThatGrowsLoadsNothing()
{
    Bait bait;
    MarkdownView view;
    const QByteArray text = bait.in("![picture](FILE) ![picture](http://HOST/picture.png) <img src=\"FILE\">\n");
    for (int i = 1; i <= text.size(); i += 7) {
        view.setText(1, text.first(i));
        QCoreApplication::processEvents();
    }
    view.setText(1, text);
    QTRY_VERIFY(view.toPlainText().contains(QStringLiteral("<img")));
    look(view);
    QCOMPARE(bait.connections(), 0);
    QCOMPARE(bait.opened(), 0);
}

void MarkdownViewTest::whatTurnsALineAroundStandsAsItsMark()
{
    MarkdownView view;
    view.setText(1, "one\n\ntwo \xE2\x80\xAE"
                    "three\n\n```\na\tb\n```\n");
    const QString shown = view.toPlainText();
    QVERIFY2(shown.contains(QStringLiteral("two ‹U+202E›three")), qPrintable(shown));
    QVERIFY2(shown.contains(QStringLiteral("a\tb")), qPrintable(shown));
    QVERIFY(shown.startsWith(QStringLiteral("one\n")));
}

void MarkdownViewTest::aTextIsLaidOutOnceHoweverManyPiecesItHas()
{
    MarkdownView view;
    view.resize(600, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QByteArray text; // one paragraph
    for (int i = 0; text.size() < MarkdownView::MaximumBytes - 100; ++i)
        text += "line " + QByteArray::number(i) + " with **bold** and `code` in it\n";
    int layouts = 0;
    const auto count = [&] {
        connect(view.document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, &view,
                [&layouts] { ++layouts; });
    };
    count();
    view.setText(1, text);
    count();
    QVERIFY2(layouts <= 2, qPrintable(QString::number(layouts)));
    QVERIFY(view.toPlainText().contains(QStringLiteral("line 1 with bold and code in it")));
}

QTEST_MAIN(MarkdownViewTest)
#include "tst_markdownview.moc"
