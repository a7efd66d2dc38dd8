// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/publicationsource.h"

#include <QCoreApplication>
#include <QFile>

namespace helio {

/// A file whose lines are events. It is read as it is played, never as a whole.
class EventFile : public PublicationSource
{
    Q_DECLARE_TR_FUNCTIONS(helio::EventFile)
public:
    enum class Form {
        Text,   ///< each line is the data of one event, as it stands
        Ndjson, ///< each line is an object with `data`, and `channel`, `type` (or `event`), `id`, `retry` where it has
                ///< them; other members are let pass, so that exports and recordings can be played
    };
    /// Longer ones are bad.
    static constexpr qsizetype MaximumLineBytes = 16 * 1024 * 1024;

    /// `base`: what an event has that its line does not say.
    EventFile(const QString &path, Form form, const Publication &base);

    /// By the name's ending.
    static Form formOf(const QString &path);

    /// False where it cannot be read; problem() says why.
    bool open();
    const QString &problem() const { return problem_; }

    /// Lines without anything are let pass, but counted.
    Next next() override;
    std::optional<double> part() const override;

private:
    bool readLine(QByteArray &line, bool &isTooLong);
    std::optional<Publication> publicationOf(const QByteArray &line, QString *problem) const;

    QFile file_;
    Form form_;
    Publication base_;
    qint64 size_ = 0;
    qint64 line_ = 0;
    QString problem_;
};

} // namespace helio
