// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSocketNotifier;

namespace helio {

/// SIGHUP as a signal of Qt: read the configuration again. One at a time per process, made before the event loop runs.
class Hangup : public QObject
{
    Q_OBJECT
public:
    explicit Hangup(QObject *parent = nullptr);
    ~Hangup() override;

Q_SIGNALS:
    void came();
};

} // namespace helio
