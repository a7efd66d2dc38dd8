// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/streamformat.h"
#include "json/jsonpath.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace helio {

struct DialectProgram;

/// The fields of an answer's head, by name and value as they came.
using LensHead = QList<std::pair<QByteArray, QByteArray>>;

/// How the events of a stream make messages: a data file, read and compiled (docs/lens.md has its format), or one of
/// the two that are no files, `mcp` and a JSON path. A value that is cheap to copy; it never changes.
class Dialect
{
public:
    static constexpr qsizetype MaximumFileBytes = 256 * 1024;
    static constexpr qsizetype MaximumRules = 512;
    static constexpr qsizetype MaximumNesting = 3; ///< of `each`
    static constexpr qsizetype MaximumSteps = 32;  ///< of a path

    enum class Origin {
        BuiltIn,
        User, ///< from a folder or a file of the user's: it wins over one of the same name
        Mcp,  ///< code: McpLens
        Path, ///< a JSON path
    };

    /// Reads a file. Nothing when it is wrong; `problem` then says what, with `fileName` and the line, for people.
    static std::optional<Dialect> read(QByteArrayView file, const QString &fileName, QString &problem,
                                       Origin origin = Origin::User);
    /// Text (and numbers) at `path`, joined.
    static Dialect ofPath(const JsonPath &path);
    /// Model Context Protocol.
    static Dialect mcp();

    const QByteArray &name() const;
    Origin origin() const;
    int version() const;
    /// In which formats it comes; the first is the usual one.
    const QList<StreamFormat> &formats() const;
    /// How well `event` shows that a stream is of this dialect: of the best alternative of `detect`, the sum over its
    /// conditions (a value 4, a list of values 3, a beginning 2, presence 1). 0: not at all.
    int score(const QByteArray &type, const QByteArray &data, const LensHead &head) const;
    /// How many alternatives `detect` has: fewer are more specific.
    qsizetype detectCount() const;
    /// Whether a stream has a last mark behind its messages' own ends.
    bool hasLastMark() const;

    const DialectProgram &program() const { return *program_; }

private:
    explicit Dialect(std::shared_ptr<const DialectProgram> program)
        : program_(std::move(program))
    {}

    std::shared_ptr<const DialectProgram> program_;
};

} // namespace helio
