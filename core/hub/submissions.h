// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVarLengthArray>

#include <deque>
#include <optional>
#include <utility>

namespace helio {

/// What was given to the store and is not answered yet: when it was published, and how far it went meanwhile.
class Submissions
{
public:
    struct Submission
    {
        /// Clock::steadyNanoseconds(): one for all of its events, or one for each.
        QVarLengthArray<qint64, 1> publishedAt;
        /// To how many subscribers each of its events went, in order, as far as they are committed.
        QVarLengthArray<qint64, 1> reached;

        /// Of the event that is committed next.
        qint64 nextPublishedAt() const { return publishedAt[qMin(reached.size(), publishedAt.size() - 1)]; }
    };

    /// Answers its ticket; they rise one by one.
    quint64 add(QVarLengthArray<qint64, 1> publishedAt)
    {
        waiting_.emplace_back(Submission{std::move(publishedAt), {}});
        return first_ + waiting_.size() - 1;
    }
    /// Null when the ticket is none of those that wait.
    Submission *find(quint64 ticket)
    {
        if (ticket < first_ || ticket - first_ >= waiting_.size() || !waiting_[ticket - first_])
            return nullptr;
        return &*waiting_[ticket - first_];
    }
    /// It is answered. Nothing when the ticket is none of those that wait: it was answered before.
    std::optional<Submission> take(quint64 ticket)
    {
        if (!find(ticket))
            return {};
        std::optional<Submission> taken = std::exchange(waiting_[ticket - first_], std::nullopt);
        for (; !waiting_.empty() && !waiting_.front(); ++first_)
            waiting_.pop_front();
        return taken;
    }

private:
    std::deque<std::optional<Submission>> waiting_; ///< by ticket, from first_ on; mostly answered in that order
    quint64 first_ = 1;
};

} // namespace helio
