// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historycost.h"
#include "storebench.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <numeric>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// The store against one that is so simple that it can be seen to be right, over random appends, trims and reads.
class StoreModelTest : public StoreTest
{
    Q_OBJECT
private Q_SLOTS:
    void readersGetWhatTheSimpleStoreSays_data();
    void readersGetWhatTheSimpleStoreSays();
};

namespace {

/// Every event there ever was; trimmed ones know when they went.
class SimpleStore
{
public:
    struct Item
    {
        Position position;
        QByteArray channel;
        qint64 cost = 0;
        qint64 storedAt = 0;
        quint64 trimmedAs = 0; ///< 0: held
    };

    SimpleStore(HistoryLimits limits, const Clock &clock)
        : limits_(std::move(limits))
        , clock_(clock)
    {}

    void append(const QList<std::pair<StoredEventPtr, qint64>> &batch)
    {
        for (const auto &[stored, cost] : batch)
            items.push_back({stored->position, stored->event.channel, cost, stored->storedAt});
        for (const auto &item : batch) {
            const QByteArray &channel = item.first->event.channel;
            const ChannelBounds bounds = boundsOf(channel);
            trimWhile(channel,
                      [&] { return heldIn(channel) > bounds.maximumEvents || bytesIn(channel) > bounds.maximumBytes; });
        }
        trimWhile({}, [&] { return heldBytes() > limits_.maximumBytes; });
    }
    void trimByAge()
    {
        for (Item &item : items) {
            const qint64 oldest = clock_.wallMilliseconds() - boundsOf(item.channel).maximumAge.count();
            if (!item.trimmedAs && item.storedAt < oldest)
                item.trimmedAs = ++trims;
        }
    }
    qint64 heldIn(const QByteArray &channel) const
    {
        return std::count_if(items.cbegin(), items.cend(),
                             [&](const Item &item) { return !item.trimmedAs && item.channel == channel; });
    }
    qint64 bytesIn(const QByteArray &channel) const
    {
        return std::accumulate(items.cbegin(), items.cend(), qint64(0), [&](qint64 sum, const Item &item) {
            const bool isHeld = !item.trimmedAs && item.channel == channel;
            return isHeld ? sum + item.cost + (sum == 0 ? costOfChannel(channel) : 0) : sum;
        });
    }
    qint64 held() const
    {
        return std::count_if(items.cbegin(), items.cend(), [](const Item &item) { return !item.trimmedAs; });
    }
    qint64 heldBytes() const
    {
        QSet<QByteArray> channels;
        return std::accumulate(items.cbegin(), items.cend(), qint64(0), [&](qint64 sum, const Item &item) {
            if (item.trimmedAs)
                return sum;
            const bool isFirst = !channels.contains(item.channel);
            channels.insert(item.channel);
            return sum + item.cost + (isFirst ? costOfChannel(item.channel) : 0);
        });
    }
    bool isMissing(const Selection &selection, Position after, quint64 seenTrims) const
    {
        return std::any_of(items.cbegin(), items.cend(), [&](const Item &item) {
            return item.trimmedAs > seenTrims && item.position > after && selection.matches(item.channel);
        });
    }
    QList<Position> heldBehind(const Selection &selection, Position after) const
    {
        QList<Position> positions;
        for (const Item &item : items) {
            if (!item.trimmedAs && item.position > after && selection.matches(item.channel))
                positions.append(item.position);
        }
        return positions;
    }
    /// Long runs stay quick: what nobody can ask for any more.
    void forgetBefore(Position position)
    {
        std::erase_if(items, [&](const Item &item) { return item.trimmedAs && item.position <= position; });
    }

    std::vector<Item> items;
    quint64 trims = 0;

private:
    ChannelBounds boundsOf(const QByteArray &channel) const { return limits_.bounds()[limits_.boundsOf(channel)]; }
    void trimWhile(const QByteArray &channel, const std::function<bool()> &isTooMuch)
    {
        for (Item &item : items) {
            if (!item.trimmedAs && (channel.isEmpty() || item.channel == channel)) {
                if (!isTooMuch())
                    return;
                item.trimmedAs = ++trims;
            }
        }
    }

    HistoryLimits limits_;
    const Clock &clock_;
};

HistoryLimits withoutBytes(HistoryLimits limits)
{
    limits.maximumBytes = HistoryLimits().maximumBytes;
    for (ChannelLimits &one : limits.channels)
        one.maximumBytes.reset();
    return limits;
}

struct Reader
{
    Selection selection;
    Position after;
    quint64 trims = 0;     ///< the store's
    quint64 seenTrims = 0; ///< the simple store's
};

QByteArray randomChannel(QRandomGenerator &random)
{
    return QByteArray(1, char('a' + random.bounded(3))) + QByteArray::number(random.bounded(3));
}

Selection randomSelection(QRandomGenerator &random)
{
    static const QByteArrayList Patterns{"*", "a*", "?1", "[ab]2", "nothing*"};
    Selection selection;
    for (quint32 i = random.bounded(3); i > 0; --i)
        selection.addChannel(randomChannel(random));
    if (selection.isEmpty() || random.bounded(3) == 0)
        selection.addPattern(Patterns[random.bounded(int(Patterns.size()))]);
    return selection;
}

} // namespace

void StoreModelTest::readersGetWhatTheSimpleStoreSays_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<bool>("channelsVanish");
    QTest::addColumn<bool>("boundsDiffer");
    for (quint32 seed = 1; seed <= 8; ++seed) {
        QTest::addRow("channels stay, seed %u", seed) << seed << false << false;
        QTest::addRow("channels vanish, seed %u", seed) << seed << true << false;
        QTest::addRow("channels stay, bounds differ, seed %u", seed) << seed << false << true;
        QTest::addRow("channels vanish, bounds differ, seed %u", seed) << seed << true << true;
    }
}

void StoreModelTest::readersGetWhatTheSimpleStoreSays()
{
    QFETCH_GLOBAL(bool, isInRedis);
    if (isInRedis)
        QSKIP("Its clock is no test's.");
    QFETCH(quint32, seed);
    QFETCH(bool, channelsVanish);
    QFETCH_GLOBAL(bool, isOnDisk);
    QRandomGenerator random(seed);
    HistoryLimits limits;
    limits.maximumEvents = 6;
    limits.maximumBytes = 12'000;
    limits.maximumAge = 400ms;
    QFETCH(bool, boundsDiffer);
    if (boundsDiffer)
        limits.channels = {{Pattern("a0"), 1, {}, 3000ms},
                           {Pattern("b*"), 20, 3'000, {}},
                           {Pattern("?1"), {}, {}, 100ms},
                           {Pattern("c2"), 0, {}, {}}};
    if (isOnDisk)
        limits = withoutBytes(limits);
    StoreBench bench(limits);
    SimpleStore simple(limits, bench.clock);
    std::vector<Reader> readers;
    QList<StoredEventPtr> known;
    int gaps = 0;

    for (int step = 0; step < (isOnDisk ? 300 : 3000); ++step) {
        switch (random.bounded(8)) {
        case 0:
        case 1:
        case 2: { // publish
            QList<std::pair<StoredEventPtr, qint64>> batch;
            QList<Publication> publications;
            for (quint32 i = 0; i <= random.bounded(4u); ++i)
                publications.append({randomChannel(random), {}, QByteArray(random.bounded(600), 'x'), {}, {}});
            for (const AppendResult::Entry &entry : bench.append(publications).entries) {
                batch.append({entry.event, costOfEvent(*entry.event)});
                known.append(entry.event);
            }
            simple.append(batch);
            break;
        }
        case 3: // time goes on
            bench.clock.advance(std::chrono::milliseconds(random.bounded(60)));
            bench.pass();
            simple.trimByAge();
            if (channelsVanish)
                bench.store->forgetChannel(randomChannel(random));
            break;
        case 4: // somebody comes
            if (readers.size() < 12) {
                Reader reader;
                reader.selection = randomSelection(random);
                const bool fromAnId = !known.isEmpty() && random.bounded(2);
                const StoredEventPtr last = fromAnId ? known[random.bounded(int(known.size()))] : nullptr;
                const LocateResult located = bench.locate(reader.selection, last ? after(last->event.id) : earliest());
                QVERIFY(located.known);
                reader.after = last ? last->position : Position();
                QCOMPARE(located.after, reader.after);
                reader.trims = located.trims;
                reader.seenTrims = last ? 0 : simple.trims;
                readers.push_back(reader);
            }
            break;
        default: // somebody reads
            if (readers.empty())
                break;
            Reader &reader = readers[size_t(random.bounded(int(readers.size())))];
            const bool missing = simple.isMissing(reader.selection, reader.after, reader.seenTrims);
            const QList<Position> expected = simple.heldBehind(reader.selection, reader.after);
            const ReadResult chunk = bench.read({reader.selection, reader.after, reader.trims,
                                                 qsizetype(random.bounded(1500)), qsizetype(random.bounded(40))});
            // What a vanished channel lost is only known for all of them together: too much may be told, never too
            // little.
            if (channelsVanish)
                QVERIFY(chunk.gap || !missing);
            else
                QCOMPARE(chunk.gap, missing);
            gaps += chunk.gap;
            QVERIFY(chunk.events.size() <= expected.size());
            for (qsizetype i = 0; i < chunk.events.size(); ++i)
                QCOMPARE(chunk.events[i]->position, expected[i]);
            QVERIFY(!chunk.atEnd || chunk.events.size() == expected.size());
            QVERIFY(chunk.atEnd ? chunk.next >= reader.after : chunk.next > reader.after);
            if (reader.selection.patterns().isEmpty())
                QVERIFY(chunk.atEnd || !chunk.events.isEmpty());
            else if (chunk.events.size() < expected.size())
                QVERIFY(chunk.next < expected[chunk.events.size()]);
            reader.after = chunk.next;
            reader.trims = chunk.trims;
            reader.seenTrims = simple.trims;
            if (chunk.atEnd && random.bounded(4) == 0) {
                std::swap(reader, readers.back());
                readers.pop_back();
            }
        }
        if (known.size() > 60)
            known.remove(0, 30);
        if (step % 100 == 99) {
            Position oldest = known.isEmpty() ? Position() : known.constFirst()->position;
            for (const Reader &reader : readers)
                oldest = std::min(oldest, reader.after);
            simple.forgetBefore(oldest);
        }
        if (isOnDisk)
            QCOMPARE(bench.all.events, simple.held());
        else
            QCOMPARE(bench.all.bytes, simple.heldBytes());
    }
    QVERIFY(gaps > 0); // else the test tests little
}

QTEST_GUILESS_MAIN(StoreModelTest)
#include "tst_store_model.moc"
