// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartfiles.h"

#include "json/jsonwriter.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QRegularExpression>
#include <QSaveFile>

#include <map>

namespace helio::chartfiles {

namespace {

struct Files
{
    Q_DECLARE_TR_FUNCTIONS(helio::ChartFiles)
};

/// Names that many file systems take.
constexpr qsizetype LongestTitle = 80;

QByteArray cell(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    // Spreadsheets take such a text for a formula, and names come from whoever publishes.
    if (!bytes.isEmpty() && QByteArrayView("=+-@\t\r").contains(bytes.front()))
        bytes.prepend('\'');
    if (bytes.contains('"') || bytes.contains(',') || bytes.contains('\n') || bytes.contains('\r'))
        bytes = '"' + bytes.replace('"', "\"\"") + '"';
    return bytes;
}

} // namespace

QByteArray csv(const QList<TimeChart::Line> &lines, qint64 from, qint64 to)
{
    std::map<qint64, QList<std::optional<double>>> rows;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QList<SampleSeries::Sample> samples = lines[i].samples->samples(from, to);
        for (const SampleSeries::Sample &sample : samples) {
            auto &row = rows[sample.at];
            row.resize(lines.size());
            row[i] = sample.value;
        }
    }
    QByteArray text = "time";
    for (const TimeChart::Line &line : lines)
        text += ',' + cell(line.name);
    text += "\r\n";
    // Without this mark the most used spreadsheet reads UTF-8 as something else; others do not like it.
    if (std::any_of(text.begin(), text.end(), [](char c) { return uchar(c) > 0x7F; }))
        text.prepend("\xEF\xBB\xBF");
    for (const auto &[at, values] : rows) {
        text += isoTime(at).toLatin1();
        for (const auto &value : values) {
            text += ',';
            if (value)
                text += QByteArray::number(*value, 'g', QLocale::FloatingPointShortest);
        }
        text += "\r\n";
    }
    return text;
}

QByteArray png(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QString name(const QString &title, qint64 at, const QString &suffix)
{
    static const QRegularExpression Unsuitable(QStringLiteral(R"([\x00-\x1f<>:"/\\|?*]+)"));
    QString base = title;
    base = base.replace(Unsuitable, QStringLiteral(" ")).simplified().left(LongestTitle).trimmed();
    while (base.startsWith(u'.') || base.startsWith(u' '))
        base.remove(0, 1);
    if (base.isEmpty())
        base = QStringLiteral("chart");
    return base + QDateTime::fromMSecsSinceEpoch(at).toString(QStringLiteral(" yyyy-MM-dd HHmmss")) + u'.' + suffix;
}

QString write(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
        return {};
    return Files::tr("%1 could not be written: %2. Choose another place or name.")
        .arg(QDir::toNativeSeparators(path), file.errorString());
}

} // namespace helio::chartfiles
