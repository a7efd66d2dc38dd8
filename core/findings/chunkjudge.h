// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/finding.h"
#include "findings/judged.h"

#include <array>
#include <optional>

namespace helio {

/// Proves buffers by how bytes come: pieces (the bytes between two silences) of one size, of which the silences begin
/// within a line. Who writes events does not stop within one again and again at the same number of bytes; who hands on
/// full buffers does. A value, for one connection.
class ChunkJudge
{
public:
    static constexpr Moment LeastSilence = std::chrono::milliseconds(100);
    static constexpr Moment UnknownTcpSilence = std::chrono::milliseconds(250); ///< where TCP's time is not known
    /// What is shorter than this behind full segments may be a lost one.
    static constexpr Moment RetransmissionSilence = std::chrono::milliseconds(400);
    static constexpr qsizetype LargestMss = 9000; ///< larger ones are no real segments (loopback)
    static constexpr Moment CodedSilence = std::chrono::seconds(1);
    static constexpr quint64 SmallestPiece = 512; ///< no buffer is smaller
    static constexpr quint64 SizeTolerance = 64;
    static constexpr quint64 FirstMayLack = 1024; ///< the head stood in the first buffer too

    /// The time that a silence must at least have.
    static Moment leastSilence(const JudgedDial &dial);

    void onHead(Moment now, const JudgedDial &dial, bool isCoded);
    /// Bytes came. `isWithinLine`: they end so. `events`: how many ended in them.
    void onBytes(qsizetype size, Moment now, Trust trust, bool isWithinLine, quint64 events);

    void addFindings(QList<Finding> &findings, const JudgedHead &head, Moment now, Trust trust) const;
    /// What came last is cut within a line, or has the size of what came before.
    bool mayStillProve() const;

private:
    struct Piece
    {
        quint64 bytes = 0;
        quint64 offset = 0; ///< where it ends
        Moment time{0};     ///< when it ended, since the head
        Moment silence{0};
        bool isFirst = false;
        bool isProof = false;    ///< ends within a line, and something ended in it
        bool endsAtLine = false; ///< else
    };

    void endPiece(Moment silence);
    bool fit(const Piece *first, const Piece *end) const;
    bool proves(const Piece *first, const Piece *end) const;

    bool isCoded_ = false;
    Moment leastSilence_ = UnknownTcpSilence;
    quint64 mss_ = 0;
    Moment begin_{0};
    Moment last_{0};
    quint64 bytes_ = 0;
    // the piece that comes
    quint64 pieceBytes_ = 0;
    quint64 pieceEvents_ = 0;
    bool isWithinLine_ = false;
    bool isKnown_ = true; ///< where it began, as no read of it was late
    bool isFirst_ = true;
    std::array<Piece, 4> pieces_; ///< the last that came whole, the latest last
    size_t count_ = 0;
    // what is proved
    quint64 provedCount_ = 0;
    quint64 provedBytes_ = 0;
    Moment shortest_{0};
    Moment longest_{0};
    Evidence evidence_;
    Moment codedSilence_{0}; ///< the longest within a line
};

} // namespace helio
