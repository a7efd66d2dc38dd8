// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/finding.h"
#include "findings/judged.h"
#include "lens/lens.h"

#include <memory>
#include <optional>

namespace helio {

/// Judges the messages of a dialect: answers that have no end, failed, were stopped, or came all at once. Reads nothing
/// more of a stream that speaks none.
class LensJudge
{
public:
    static constexpr quint64 LeastDeltas = 16; ///< of `all-at-once`
    static constexpr Moment LeastWait = std::chrono::seconds(1);
    static constexpr int WaitPart = 20; ///< all within a twentieth of the wait

    explicit LensJudge(DialectLibrary dialects);

    void onRequest(const JudgedRequest &request, Moment now);
    void onHead(const JudgedHead &head);
    void onBytes(Moment now, Trust trust);
    void onEvent(const Event &event, quint64 number, Moment now);
    void onEnd(JudgedEnd end, Moment now);

    void addFindings(QList<Finding> &findings) const;

    /// It is not known yet whether the stream speaks a dialect.
    bool isDetecting() const { return lens_ && lens_->isDetecting(); }
    /// Its name; empty while none is known.
    QByteArray dialect() const { return dialect_ ? dialect_->name() : QByteArray(); }
    bool isMcp() const { return dialect_ && dialect_->origin() == Dialect::Origin::Mcp; }
    /// A message of this connection ended as its dialect says.
    bool hasEnd() const { return hasEnd_; }

private:
    static LensBounds bounds();

    void readChanges();
    void judge(const LensMessage &message);
    void judgeMismatches(const LensMessage &message);
    void judgeTimes(const LensMessage &message);
    void keep(std::optional<Finding> &place, Finding finding, const LensMessage &message);

    DialectLibrary dialects_;
    std::optional<Dialect> dialect_;
    std::unique_ptr<Lens> lens_; ///< null where no dialect fits
    Moment asked_{0};
    std::optional<Moment> firstByte_;
    bool wasLate_ = false; ///< some times of this connection are not its own
    bool hasEnd_ = false;
    bool isTheirEnd_ = false;
    // what was found, the first of each
    std::optional<Finding> noEnd_;
    std::optional<Finding> noLastMark_;
    std::optional<Finding> error_;
    std::optional<Finding> stopped_;
    std::optional<Finding> mismatch_;
    std::optional<Finding> allAtOnce_;
};

} // namespace helio
