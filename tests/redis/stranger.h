// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>

namespace helio::test {

/// A server on 127.0.0.1 that is no Redis: it takes every connection, and answers whatever comes with the same bytes,
/// or not at all, or by closing.
class Stranger
{
public:
    enum class Manner { Answers, Closes };

    explicit Stranger(const QByteArray &answer, Manner manner = Manner::Answers);

    QString url(const char *scheme = "redis") const;

private:
    QTcpServer server_;
};

} // namespace helio::test
