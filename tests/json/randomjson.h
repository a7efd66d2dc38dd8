// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRandomGenerator>

/// Makes documents at random: valid JSON of every kind, laid out in any way, or, when it is damaged, almost so.
class RandomJson
{
public:
    explicit RandomJson(quint32 seed)
        : chance_(seed)
    {}

    QByteArray document();
    /// A byte of it changed, taken away or put in.
    QByteArray damaged(QByteArray document);

private:
    void appendValue(QByteArray &out, int depth);
    void appendContainer(QByteArray &out, int depth, bool isObject);
    void appendString(QByteArray &out);
    void appendNumber(QByteArray &out);
    void appendDigits(QByteArray &out);
    void appendSpace(QByteArray &out);

    QRandomGenerator chance_;
};
