// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lens/dialectprogram.h"

#include <QCoreApplication>

namespace helio {

/// Reads a dialect's file into a program. One for each file.
class DialectReader
{
    Q_DECLARE_TR_FUNCTIONS(helio::Dialect)

public:
    /// `file` must outlive this.
    DialectReader(QByteArrayView file, QString fileName);

    /// Nothing when the file is wrong; problem() then says why.
    std::shared_ptr<DialectProgram> read();
    /// One sentence with the file and the line, translated.
    const QString &problem() const { return problem_; }

private:
    /// What the rules within a rule have from it.
    struct Scope
    {
        int level = 0;
        int depth = 0;
        std::array<DocumentPaths *, size_t(Dialect::MaximumNesting) + 1> paths{};
        LensKey message;
        LensKey part;
    };

    bool fail(const JsonValue &at, const QString &what);
    bool failKey(const JsonChildren &at, const QString &where);
    bool isString(const JsonValue &value, const QString &what);

    bool readTop(const JsonValue &top);
    bool readFormats(const JsonValue &value);
    bool readComplete(const JsonValue &value, const Scope &scope);
    bool readAlternatives(const JsonValue &value, const Scope &scope, QList<LensConditions> &alternatives);
    bool readConditions(const JsonValue &value, const Scope &scope, LensConditions &conditions);
    bool readTest(const JsonValue &value, LensCondition &condition);
    /// In keys of messages and parts, all that is no path is itself.
    bool readSource(const JsonValue &at, const Scope &scope, LensSource &source, bool isInKey = false);
    bool readSourceText(const JsonValue &at, const QByteArray &text, const Scope &scope, LensSource &source,
                        bool isInKey);
    bool readPath(const JsonValue &at, QByteArrayView text, const Scope &scope, LensSource &source);
    bool readRules(const JsonValue &value, const Scope &scope, std::vector<LensRule> &rules);
    bool readRule(const JsonValue &value, Scope scope, LensRule &rule);
    bool readEach(const JsonValue &value, Scope &scope, LensRule &rule);
    bool readKey(const JsonValue &value, const Scope &scope, bool isOfMessages, LensKey &key);
    bool readOperations(const JsonValue &value, const Scope &scope, QList<LensOperation> &operations);
    bool readOperation(const JsonValue &value, const Scope &scope, LensOperation &operation);
    bool readTarget(const JsonValue &value, LensOperation &operation);
    bool readEnding(const QList<JsonValue> &words, const Scope &scope, LensOperation &operation);

    QByteArray file_; ///< its comments are blanks
    QString fileName_;
    QString problem_;
    std::shared_ptr<DialectProgram> program_;
    qsizetype ruleCount_ = 0;
};

} // namespace helio
