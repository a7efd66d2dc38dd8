// SPDX-License-Identifier: GPL-3.0-or-later
#include "lensbench.h"
#include "support/childprocess.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Streams by chance, read by the lens and by the vendors' own SDKs for Node: whole, both make the same of them. Of cut
/// ones some SDKs say nothing, so the lens stands alone: each is marked.
class LensOracleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void wholeStreamsAreWhatTheSdksMakeOfThem_data() { addDialects(); }
    void wholeStreamsAreWhatTheSdksMakeOfThem();
    void everyCutStreamIsMarked_data() { addDialects(); }
    void everyCutStreamIsMarked();

private:
    struct Stream
    {
        QByteArrayList data;
        bool isFailed = false;
        QJsonArray messages;
    };

    static void addDialects();

    QHash<QByteArray, QList<Stream>> streams_; ///< by dialect
};

namespace {

constexpr int Count = 500;

/// Arguments as the SDK has them: a value, or a string.
QJsonValue inputOf(const LensPart &part, bool isString)
{
    if (isString)
        return QString::fromUtf8(part.text);
    return QJsonDocument::fromJson('[' + part.text + ']').array().at(0);
}

QJsonObject asTheSdkHasIt(const LensMessage &message, const QJsonObject &sdk)
{
    const QJsonArray sdkTools = sdk.value(QStringLiteral("tools")).toArray();
    QJsonArray tools;
    for (const LensPart &part : message.parts) {
        if (part.kind != LensPart::Kind::Tool)
            continue;
        const QJsonValue there = sdkTools.at(tools.size()).toObject().value(QStringLiteral("input"));
        tools.append(QJsonObject{{QStringLiteral("id"), QString::fromUtf8(part.toolId)},
                                 {QStringLiteral("name"), QString::fromUtf8(part.toolName)},
                                 {QStringLiteral("input"), inputOf(part, there.isString())}});
    }
    QJsonObject object{{QStringLiteral("text"), QString::fromUtf8(message.text())},
                       {QStringLiteral("reasoning"), QString::fromUtf8(message.reasoning())},
                       {QStringLiteral("refusal"), QString::fromUtf8(message.refusal())},
                       {QStringLiteral("tools"), tools},
                       {QStringLiteral("finish"), QString::fromUtf8(message.finishReason)}};
    // An SDK that does not know it is not asked.
    if (sdk.value(QStringLiteral("finish")).isNull())
        object.insert(QStringLiteral("finish"), QJsonValue());
    return object;
}

QByteArray json(const QJsonValue &value)
{
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
}

/// The tools of one message have no order of their own: each SDK lists them by index, the lens as they began.
QJsonObject sorted(QJsonObject message)
{
    QMap<QByteArray, QJsonValue> tools;
    for (const QJsonValue &tool : message.value(QStringLiteral("tools")).toArray())
        tools.insert(json(tool), tool);
    QJsonArray array;
    for (const QJsonValue &tool : std::as_const(tools))
        array.append(tool);
    message.insert(QStringLiteral("tools"), array);
    return message;
}

} // namespace

void LensOracleTest::addDialects()
{
    QTest::addColumn<QByteArray>("dialect");
    for (const char *name : {"openai-chat", "openai-responses", "anthropic", "vercel-ui"})
        QTest::newRow(name) << QByteArray(name);
}

void LensOracleTest::initTestCase()
{
    const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
    const QString npm = QStandardPaths::findExecutable(QStringLiteral("npm"));
    if (node.isEmpty() || npm.isEmpty())
        QSKIP("needs node and npm");
    const QString folder = QStringLiteral(BUILD_FOLDER "/oracle");
    QVERIFY(QDir().mkpath(folder));
    for (const QString &name : QDir(QStringLiteral(ORACLE_FOLDER)).entryList(QDir::Files)) {
        const QString target = folder + u'/' + name;
        QFile::remove(target);
        QVERIFY(QFile::copy(QStringLiteral(ORACLE_FOLDER "/") + name, target));
    }
    if (!QFile::exists(folder + QStringLiteral("/node_modules/openai/package.json"))) {
        ChildProcess install(npm,
                             {QStringLiteral("ci"), QStringLiteral("--prefix"), folder, QStringLiteral("--no-audit"),
                              QStringLiteral("--no-fund"), QStringLiteral("--fetch-retries=0")});
        if (!install.start() || install.waitForExit(600s) != std::optional(0))
            QSKIP(qPrintable(QStringLiteral("npm cannot install the SDKs here: ") + install.report()));
    }
    ChildProcess oracle(node, {folder + QStringLiteral("/oracle.mjs"), QString::number(Count)});
    QVERIFY2(oracle.start() && oracle.waitForExit(600s) == std::optional(0), qPrintable(oracle.report()));
    for (const QByteArray &line : oracle.standardOutput().trimmed().split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        Stream stream;
        for (const QJsonValue &data : object.value(QStringLiteral("data")).toArray())
            stream.data.append(data.toString().toUtf8());
        stream.isFailed = object.value(QStringLiteral("failed")).toBool();
        stream.messages = object.value(QStringLiteral("messages")).toArray();
        streams_[object.value(QStringLiteral("dialect")).toString().toUtf8()].append(stream);
    }
}

void LensOracleTest::wholeStreamsAreWhatTheSdksMakeOfThem()
{
    QFETCH(const QByteArray, dialect);
    QCOMPARE(streams_.value(dialect).size(), Count);
    int whole = 0;
    for (const Stream &stream : streams_.value(dialect)) {
        Lens lens(builtIn(dialect.constData()));
        feed(lens, stream.data);
        lens.onEnd(0);
        const QByteArray said = stream.data.join('\n') + "\n\n" + shown(lens);
        QCOMPARE(lens.unknownCount(), quint64(0));
        if (stream.isFailed) {
            for (const LensMessage &message : lens.messages())
                QVERIFY2(message.state == LensMessage::State::Failed && !message.error.isEmpty(), said.constData());
            continue;
        }
        ++whole;
        QCOMPARE(qsizetype(lens.messages().size()), stream.messages.size());
        for (const LensMessage &message : lens.messages()) {
            const qsizetype index = message.key.isEmpty() ? 0 : message.key.toLongLong();
            const QJsonObject sdk = stream.messages.at(index).toObject();
            QVERIFY2(message.state == LensMessage::State::Complete || message.state == LensMessage::State::Stopped,
                     said.constData());
            QCOMPARE(message.mismatchCount, quint64(0));
            const QByteArray ours = json(sorted(asTheSdkHasIt(message, sdk)));
            const QByteArray theirs = json(sorted(sdk));
            QVERIFY2(ours == theirs, ("lens " + ours + "\nsdk  " + theirs + "\n\n" + said).constData());
        }
    }
    QVERIFY(whole > Count / 2);
}

void LensOracleTest::everyCutStreamIsMarked()
{
    QFETCH(const QByteArray, dialect);
    for (const Stream &stream : streams_.value(dialect)) {
        Lens lens(builtIn(dialect.constData()));
        for (qsizetype count = 1; count < stream.data.size(); ++count) {
            feed(lens, {stream.data[count - 1]}, quint64(count));
            Lens cut = lens;
            cut.onEnd(0);
            for (const LensMessage &message : cut.messages())
                QVERIFY2(!message.cut.isEmpty() || message.state == LensMessage::State::Failed,
                         (stream.data.first(count).join('\n') + "\n\n" + shown(message)).constData());
        }
    }
}

QTEST_GUILESS_MAIN(LensOracleTest)
#include "tst_lens_oracle.moc"
