// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/hearingloop.h"

#include <QTest>

#include <functional>

/// Writes down all that a hearing says.
struct HeardNotes : public helio::HearingListener
{
    struct Chunk
    {
        QByteArray bytes;
        helio::Moment time;
        helio::Trust trust;
    };

    void onRequest(const helio::JudgedRequest &told, helio::Moment now) override;
    void onDial(const helio::JudgedDial &told) override { dial = told; }
    void onRedirect(const helio::JudgedRedirect &told) override { redirects.append(told); }
    void onHead(const helio::JudgedHead &told, helio::Moment now, helio::Trust trust) override;
    void onBytes(QByteArrayView bytes, helio::Moment now, helio::Trust trust) override;
    void onCodedBytes(helio::Moment now) override { codedTimes.append(now); }
    void onEnd(helio::JudgedEnd told, helio::Moment now) override;

    helio::JudgedRequest request;
    helio::JudgedDial dial;
    QList<helio::JudgedRedirect> redirects;
    QList<helio::JudgedHead> heads;
    QList<Chunk> chunks;
    QList<helio::Moment> codedTimes;
    QList<helio::JudgedEnd> ends;
    helio::Moment asked{0};
    helio::Moment headTime{0};
    helio::Moment endTime{0};

    QByteArray body() const;
};

/// One hearing in a loop that turns while the test's own event loop runs.
struct HearingBench
{
    explicit HearingBench(const QUrl &url, const helio::EventSourceOptions &asked = {});
    explicit HearingBench(helio::HearingRequest request);

    /// Turns until `enough`, 20 s at most.
    bool turnUntil(const std::function<bool()> &enough);
    bool turnToEnd();

    HeardNotes notes;
    helio::Hearing hearing;
    helio::HearingLoop loop;
};
