// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QString>
#include <QStringList>

#include <optional>

namespace helio {

/// Where to listen.
struct ListenAddress
{
    QHostAddress address;
    quint16 port = 0; ///< 0: a free one

    /// `127.0.0.1:7373`, `[::1]:7373`, `localhost:7373`, `*:7373` or `0.0.0.0:7373` (every address). Nothing for
    /// anything else; `problem` then says what is wrong.
    static std::optional<ListenAddress> parse(const QString &text, QString &problem);

    bool isLoopback() const { return address.isLoopback(); }
    /// `http://127.0.0.1:7373`
    QString url() const;
};

/// The first of `listen` that other machines can reach, as it is written there; empty when there is none. What is no
/// address counts as none.
QString reachableAddress(const QStringList &listen);

} // namespace helio
