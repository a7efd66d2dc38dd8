// SPDX-License-Identifier: GPL-3.0-or-later
#include "lives.h"

#include <cstdio>

namespace helio::test {

namespace {

/// Channels that begin with q keep nothing; those with s a few; all others more.
HistoryBounds boundsBy(std::mt19937 &random)
{
    HistoryBounds bounds;
    bounds.maximumBytes = random() % 3 == 0 ? 120'000 + qint64(random() % 100'000) : qint64(256) << 20;
    bounds.channels = {{.maximumEvents = 0},
                       {.maximumEvents = 1 + qint64(random() % 3)},
                       {.maximumEvents = 5 + qint64(random() % 40), .maximumAge = std::chrono::seconds(600)}};
    bounds.boundsOf = [](QByteArrayView channel) { return channel[0] == 'q' ? 0 : channel[0] == 's' ? 1 : 2; };
    return bounds;
}

Selection everything()
{
    Selection all;
    all.addPattern("*");
    return all;
}

} // namespace

Lives::Lives(quint32 seed, SimDisk::Lie lie, bool isVerbose)
    : random_(seed)
    , disk_(seed * 7 + 1)
    , options_{QStringLiteral("h.db"), disk_.vfs(), boundsBy(random_), {}, {}}
    , model_(options_.bounds)
    , isVerbose_(isVerbose)
{
    disk_.setLie(lie);
}

Lives::~Lives()
{
    reader_.reset();
    file_.reset();
}

QString Lives::run()
{
    for (int life = 0; life <= LivesOfASeed; ++life) {
        const QString problem = live(life);
        if (!problem.isEmpty())
            return QStringLiteral("life %1: %2").arg(life + 1).arg(problem);
    }
    return {};
}

void Lives::say(const QString &line) const
{
    if (isVerbose_)
        std::fprintf(stderr, "%s\n", qPrintable(line));
}

/// The last one only looks at what is there.
QString Lives::live(int life)
{
    say(QStringLiteral("-- life %1").arg(life + 1));
    const bool isLast = life == LivesOfASeed;
    if (!isLast && !oneOf(4))
        disk_.dieAfter(oneOf(3) ? 5 + below(60) : 20 + below(800));
    file_ = std::make_unique<HistoryFile>(options_);
    QString problem = open(Opening::NewLife);
    const int acts = isLast ? 0 : 5 + int(below(40));
    for (int i = 0; i < acts && problem.isEmpty() && !disk_.isDead(); ++i)
        problem = act();
    if (problem.isEmpty() && !disk_.isDead() && oneOf(3))
        file_->close(now_);
    else if (!disk_.isDead() && problem.isEmpty())
        model_.giveUpWaiting(); // an answer may have come that nobody heard: it changes nothing
    const bool isKilled = !disk_.isDead() && oneOf(3);
    // Handles of before are dead, so that closing them writes nothing.
    isKilled ? disk_.kill() : disk_.cutPower();
    disk_.setRoom(-1);
    reader_.reset();
    file_.reset();
    now_.uptime += below(100'000);
    now_.wall += oneOf(3) ? -qint64(below(3'600'000)) : qint64(below(100'000));
    return problem;
}

QString Lives::open(Opening opening)
{
    reader_.reset();
    const OpenedHistory opened = file_->open(now_);
    if (disk_.isDead())
        return {};
    if (opened.fault)
        return QStringLiteral("cannot open it: %1").arg(opened.fault.problem);
    reader_ = std::make_unique<HistoryReader>();
    FileFault fault = reader_->open(options_.path, options_.vfs);
    const QList<StoredEventPtr> found = fault ? QList<StoredEventPtr>() : everything(fault);
    if (disk_.isDead())
        return {};
    if (fault)
        return QStringLiteral("cannot read it: %1").arg(fault.problem);
    if (oneOf(8)) {
        Database database;
        if (!database.open(options_.path, Database::Access::Read, options_.vfs))
            return QStringLiteral("cannot check it: %1").arg(database.fault().problem);
        Statement check(database, "PRAGMA integrity_check(1)");
        if (!check.next() || check.text(0) != "ok")
            return QStringLiteral("it is corrupt: %1").arg(QString::fromUtf8(check.text(0)));
    }
    return model_.check(opened, found, opening);
}

QList<StoredEventPtr> Lives::everything(FileFault &fault)
{
    HistoryReader::PieceRequest request{.selection = test::everything(), .upTo = file_->head()};
    request.maximumBytes = 2'000 + below(20'000);
    QList<StoredEventPtr> events;
    while (true) {
        const HistoryReader::Piece piece = reader_->readPiece(request);
        fault = piece.fault;
        events += piece.events;
        if (!piece.damaged.isEmpty())
            fault = FileFault::of(FileFault::Kind::Corrupt, QStringLiteral("a damaged row"));
        if (piece.atEnd || fault)
            return events;
        request.after = piece.next;
    }
}

QString Lives::act()
{
    now_.uptime += below(3'000);
    now_.wall += below(3'000);
    if (oneOf(15))
        now_.wall -= below(5'000'000);
    if (oneOf(30))
        now_.uptime += 700'000;
    misfortune();
    switch (below(10)) {
    case 0:
        return tendFile(file_->upkeep(now_));
    case 1:
        if (file_->checkpoint(oneOf(4) ? HistoryFile::LogRoom::GivenBack : HistoryFile::LogRoom::Kept).kind ==
                FileFault::Kind::Io &&
            !disk_.isDead())
            say(QStringLiteral("checkpoint: an error"));
        return {};
    case 2:
        return readAll();
    default:
        return commit();
    }
}

/// The disk fails once, is full for a while, or has room again.
void Lives::misfortune()
{
    if (oneOf(40))
        disk_.failAfter(below(12));
    if (oneOf(40))
        disk_.setRoom(disk_.usedBytes() + below(20'000));
    else if (oneOf(5))
        disk_.setRoom(-1);
}

QString Lives::commit()
{
    const HistoryGroup group = someGroup();
    model_.expect(group);
    const HistoryCommit commit = file_->commit(group, now_);
    if (disk_.isDead()) {
        model_.giveUpWaiting();
        return {};
    }
    say(QStringLiteral("commit of %1: %2").arg(group.items.size()).arg(commit.fault.problem));
    const QString problem = model_.take(commit, now_.wall);
    return problem.isEmpty() ? tendFile({.fault = commit.fault}) : problem;
}

/// Upkeep's answer is taken, and a file that was closed by a fault is opened again.
QString Lives::tendFile(const HistoryChanges &changes)
{
    if (disk_.isDead())
        return {};
    if (!changes.fault && (!changes.trims.isEmpty() || changes.all.fileBytes > 0)) {
        if (const QString problem = model_.take(changes); !problem.isEmpty())
            return problem;
    }
    if (file_->isOpen())
        return {};
    say(QStringLiteral("opened again: %1").arg(changes.fault.problem));
    disk_.setRoom(-1);
    disk_.failAfter(1'000'000);
    return open(Opening::SameLife);
}

QString Lives::readAll()
{
    if (!reader_)
        return {};
    FileFault fault;
    const QList<StoredEventPtr> found = everything(fault);
    if (disk_.isDead())
        return {};
    return fault ? QStringLiteral("cannot read: %1").arg(fault.problem) : model_.checkRead(found);
}

HistoryGroup Lives::someGroup()
{
    HistoryGroup group;
    for (quint32 items = 1 + below(3); items > 0; --items) {
        if (oneOf(15)) {
            Selection lost;
            lost.addChannel("c" + QByteArray::number(below(3)));
            group.items.append(HistoryGroup::Loss{lost});
        } else if (oneOf(20)) {
            group.items.append(HistoryGroup::Clear{"c" + QByteArray::number(below(3))});
        } else {
            HistoryGroup::Append append{{}, oneOf(6)};
            for (quint32 count = oneOf(4) ? below(12) : 1; count > 0; --count)
                append.publications.append(somePublication());
            group.items.append(append);
        }
    }
    return group;
}

Publication Lives::somePublication()
{
    static constexpr char Kinds[] = {'c', 'c', 'c', 's', 'q'};
    Publication one;
    one.channel = QByteArray(1, Kinds[below(5)]) + QByteArray::number(below(3));
    one.type = oneOf(3) ? "t" : "";
    one.data = QByteArray::number(++nextData_) + QByteArray(oneOf(10) ? below(9'000) : below(300), 'x');
    if (oneOf(3))
        one.id = "id" + QByteArray::number(below(30));
    // Often it says again what it said before.
    if (const HistoryModel::Held *held = oneOf(2) ? model_.findOwn(one.channel, one.id) : nullptr) {
        one.type = held->type;
        one.data = held->data;
    }
    return one;
}

} // namespace helio::test
