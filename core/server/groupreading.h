// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QPointer>
#include <QStringList>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace helio {

class GroupDesk;

/// A list over all hubs of a group, in one order: each hub gives its rows in that order, some at a time, and they are
/// merged here, in slices. A hub that does not answer is named, and its other rows are left out.
class GroupReading : public std::enable_shared_from_this<GroupReading>
{
public:
    /// By which it is sorted: by the number first. What is the same stands as its hub gave it, this hub's first.
    struct Row
    {
        qint64 number = 0;
        QByteArray text;
        QJsonObject members;
        QString hub; ///< its name; empty: this hub is alone
    };
    struct Outcome
    {
        QStringList silent; ///< hubs that did not answer, by name
        qint64 total = 0;   ///< sums of what the hubs say, where they say it
        qint64 matching = 0;
    };
    struct List
    {
        QByteArray question = {};   ///< as GroupDesk::answer() knows it
        QJsonObject arguments = {}; ///< all but `limit` and `at`
        bool isDescending = false;
        bool isOfOthers = false;                    ///< without this hub's own
        qsizetype limit = 0;                        ///< about as many rows as will be taken
        std::function<bool()> isWanted = {};        ///< false: it ends without a word
        std::function<bool(const Row &)> take = {}; ///< false: no more are taken
        std::function<void(const Outcome &)> done = {};
    };

    static void begin(GroupDesk &desk, List list);

    /// Of one hub in one message; and about as many bytes.
    static constexpr qsizetype RowsAtOnce = 1'000;
    static constexpr qsizetype BytesAtOnce = qsizetype(512) << 10;
    /// Messages of one hub; what it still has then counts as not answered.
    static constexpr int MostPages = 100;

private:
    struct Source
    {
        QByteArray hub; ///< its id; empty: this one
        QString name;
        std::deque<Row> rows = {};
        QJsonValue next = QJsonValue::Undefined; ///< where its next rows begin
        bool hasMore = true;
        int pages = 0;
    };

    GroupReading(GroupDesk &desk, List list);

    void fill();
    void goOn();
    void ask(size_t index);
    void onPage(size_t index, const std::optional<QJsonObject> &page);
    bool merge();
    bool isBefore(const Row &one, const Row &other) const;

    QPointer<GroupDesk> desk_;
    List list_;
    std::vector<Source> sources_;
    size_t awaited_ = 0;
    Outcome outcome_;
};

} // namespace helio
