// SPDX-License-Identifier: GPL-3.0-or-later
#include "metricstext.h"

#include <QRegularExpression>

#include <limits>
#include <utility>

namespace helio::test {

namespace {

/// Name, labels, value. Within a label's value a quote, a backslash and a line end stand behind a backslash.
const QRegularExpression &sampleForm()
{
    static const QString label(QStringLiteral(R"re([a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*")re"));
    static const QRegularExpression form(
        QStringLiteral(R"re(^([a-zA-Z_:][a-zA-Z0-9_:]*)((?:\{%1(?:,%1)*\})?) (\S+)$)re").arg(label));
    return form;
}

QByteArray withoutSuffix(const QByteArray &name, const char *suffix)
{
    return name.endsWith(suffix) ? name.chopped(qsizetype(qstrlen(suffix))) : QByteArray();
}

} // namespace

MetricsText::MetricsText(const QByteArray &text)
{
    if (!text.endsWith('\n'))
        problem("the last line has no end");
    for (const QByteArray &line : text.chopped(1).split('\n')) {
        if (line.startsWith('#'))
            readComment(line);
        else
            readSample(line);
    }
    checkHistograms();
}

double MetricsText::value(const QByteArray &series) const
{
    return samples_.value(series, std::numeric_limits<double>::quiet_NaN());
}

QByteArrayList MetricsText::series(const QByteArray &name) const
{
    QByteArrayList found;
    for (auto sample = samples_.cbegin(); sample != samples_.cend(); ++sample) {
        if (sample.key() == name || sample.key().startsWith(name + '{'))
            found.append(sample.key());
    }
    return found;
}

void MetricsText::readComment(const QByteArray &line)
{
    const QByteArrayList parts = line.split(' ');
    if (parts.size() < 4 || (parts[1] != "HELP" && parts[1] != "TYPE")) {
        problem("no HELP and no TYPE: " + line);
        return;
    }
    const QByteArray &name = parts[2];
    auto &known = parts[1] == "HELP" ? helps_ : types_;
    if (known.contains(name))
        problem("twice: " + line);
    known.insert(name, parts.mid(3).join(' '));
    family_ = name;
    if (parts[1] != "TYPE")
        return;
    if (!helps_.contains(name))
        problem("no HELP before " + line);
    if (parts[3] != "counter" && parts[3] != "gauge" && parts[3] != "histogram")
        problem("unknown type: " + line);
    if ((parts[3] == "counter") != name.endsWith("_total"))
        problem("counters, and they alone, end in _total: " + line);
}

void MetricsText::readSample(const QByteArray &line)
{
    const QRegularExpressionMatch match = sampleForm().match(QString::fromUtf8(line));
    bool isNumber = false;
    const double value = match.captured(3).toDouble(&isNumber);
    if (!match.hasMatch() || !isNumber) {
        problem("no sample: " + line);
        return;
    }
    const QByteArray name = match.captured(1).toUtf8();
    QByteArray family = name;
    if (typeOf(family_) == "histogram") {
        for (const char *suffix : {"_bucket", "_sum", "_count"}) {
            if (const QByteArray stem = withoutSuffix(name, suffix); !stem.isEmpty())
                family = stem;
        }
    }
    if (family != family_)
        problem("not below its family: " + line);
    const QByteArray series = name + match.captured(2).toUtf8();
    if (samples_.contains(series))
        problem("twice: " + line);
    samples_.insert(series, value);
    order_.append(series);
}

void MetricsText::checkHistograms()
{
    static const QRegularExpression bound(QStringLiteral(R"re(^(.*)_bucket\{(.*?),?le="([^"]+)"\}$)re"));
    QString current;
    double lastBound = 0, lastCount = 0;
    for (const QByteArray &series : std::as_const(order_)) {
        const QRegularExpressionMatch match = bound.match(QString::fromUtf8(series));
        if (!match.hasMatch())
            continue;
        const QString stem = match.captured(1), labels = match.captured(2), le = match.captured(3);
        if (stem + labels != current) {
            current = stem + labels;
            lastBound = lastCount = 0;
        }
        const bool isInfinite = le == QLatin1String("+Inf");
        const double upTo = isInfinite ? std::numeric_limits<double>::infinity() : le.toDouble();
        if (upTo <= lastBound || value(series) < lastCount)
            problem("buckets do not rise: " + series);
        lastBound = upTo;
        lastCount = value(series);
        const QString count = stem + QStringLiteral("_count") +
                              (labels.isEmpty() ? QString() : QLatin1Char('{') + labels + QLatin1Char('}'));
        if (isInfinite && lastCount != value(count.toUtf8()))
            problem("the last bucket is not the count: " + series);
    }
}

} // namespace helio::test
