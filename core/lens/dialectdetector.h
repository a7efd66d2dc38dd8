// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lens/dialectlibrary.h"

namespace helio {

/// Finds out of which dialect a stream is, by its head and its first events: their scores are added up, and the
/// highest sum wins; where two are equal a user's, then one with fewer alternatives, then by name. It is decided after
/// MaximumEvents, or as soon as two events spoke for one dialect alone, or the first one is the `endpoint` that MCP's
/// old form begins with. A value.
class DialectDetector
{
public:
    static constexpr int MaximumEvents = 8;

    explicit DialectDetector(DialectLibrary library = DialectLibrary::builtIn());

    /// The answer's head, of which some dialects are known.
    void setHead(const LensHead &head) { head_ = head; }
    void feed(const QByteArray &type, const QByteArray &data);
    /// The stream ended: what was seen must do.
    void finish() { isDecided_ = true; }

    bool isDecided() const { return isDecided_; }
    /// The best so far; nothing when no dialect fits.
    std::optional<Dialect> dialect() const;

private:
    DialectLibrary library_;
    LensHead head_;
    QList<int> scores_;    ///< by dialect: the sum
    QList<int> spokenFor_; ///< by dialect: how many events did
    int events_ = 0;
    bool isDecided_ = false;
};

} // namespace helio
