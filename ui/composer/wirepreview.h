// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

#include <QPlainTextEdit>

namespace helio {

/// The bytes that an event is on the wire, for a client that reads this one channel; nothing is invisible in it.
class WirePreview : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit WirePreview(QWidget *parent = nullptr);

    void setPublication(const Publication &publication);
    /// It cannot be published; `problem` says why, for people.
    void setProblem(const QString &problem);
    void retranslate();

private:
    /// More is not shown.
    static constexpr qsizetype MaximumBytes = 64 * 1024;
};

} // namespace helio
