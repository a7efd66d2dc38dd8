// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QMap>
#include <QStringList>

namespace helio::test {

/// Prometheus' text format (version 0.0.4), read strictly: what is against its rules, or against the conventions that
/// `promtool check metrics` asks for, is among the problems.
class MetricsText
{
public:
    explicit MetricsText(const QByteArray &text);

    const QStringList &problems() const { return problems_; }
    /// The value of a series as it is written, `name{label="value"}`; NaN when there is none.
    double value(const QByteArray &series) const;
    /// All series of a name, in the order of their labels.
    QByteArrayList series(const QByteArray &name) const;
    /// `counter`, `gauge`, `histogram`.
    QByteArray typeOf(const QByteArray &family) const { return types_.value(family); }

private:
    void readComment(const QByteArray &line);
    void readSample(const QByteArray &line);
    void checkHistograms();
    void problem(const QByteArray &what) { problems_.append(QString::fromUtf8(what)); }

    QStringList problems_;
    QHash<QByteArray, QByteArray> types_;
    QHash<QByteArray, QByteArray> helps_;
    QByteArray family_; ///< whose samples come now
    QMap<QByteArray, double> samples_;
    QByteArrayList order_;
};

} // namespace helio::test
