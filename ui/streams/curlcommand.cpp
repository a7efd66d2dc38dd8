// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/curlcommand.h"

#include "ui/streams/curloptions.h"
#include "ui/streams/curlrequest.h"
#include "ui/streams/shellwords.h"

#include <QCoreApplication>

namespace helio {

namespace {

struct CurlCommandText
{
    Q_DECLARE_TR_FUNCTIONS(helio::CurlCommand)
};

void noteMissingValue(CurlCommand &command, const QString &name)
{
    command.notes.append(CurlCommandText::tr("%1 has no value and was left out.").arg(name));
}

/// Reads the words of a command line in turn, as curl does.
class CurlReader
{
public:
    CurlReader(const QStringList &words, CurlCommand &command)
        : words_(words)
        , command_(command)
        , request_(command)
    {}

    void read();

private:
    bool hasNext() const { return at_ + 1 < words_.size(); }
    void readLong(const QString &name);
    void readShort(const QString &word);

    const QStringList &words_;
    CurlCommand &command_;
    CurlRequest request_;
    qsizetype at_ = 0; ///< the word that is read; the first is curl itself
};

void CurlReader::read()
{
    bool onlyUrls = false;
    for (at_ = 1; at_ < words_.size() && !request_.isEnded(); ++at_) {
        const QString &word = words_[at_];
        if (onlyUrls || word.size() < 2 || word[0] != u'-')
            request_.addUrl(word);
        else if (word == QLatin1String("--"))
            onlyUrls = true;
        else if (word.startsWith(QLatin1String("--")))
            readLong(word);
        else
            readShort(word);
    }
    request_.finish();
}

void CurlReader::readLong(const QString &name)
{
    const CurlOption option = curlOption(name);
    if (option == CurlOption::Unknown && name.startsWith(QLatin1String("--no-")))
        return;
    if (!takesValue(option))
        request_.addOption(name, option, {});
    else if (hasNext())
        request_.addOption(name, option, words_[++at_]);
    else
        noteMissingValue(command_, name);
    if (option == CurlOption::Unknown && hasNext() && !words_[at_ + 1].startsWith(u'-'))
        request_.addDoubtful(words_[++at_]);
}

/// Several letters in a row; the first with a value takes the rest, or the next word.
void CurlReader::readShort(const QString &word)
{
    for (qsizetype letter = 1; letter < word.size(); ++letter) {
        const QString name = QStringLiteral("-") + word[letter];
        const CurlOption option = curlOption(name);
        if (!takesValue(option)) {
            request_.addOption(name, option, {});
            continue;
        }
        if (letter + 1 < word.size())
            request_.addOption(name, option, word.mid(letter + 1));
        else if (hasNext())
            request_.addOption(name, option, words_[++at_]);
        else
            noteMissingValue(command_, name);
        break;
    }
}

} // namespace

bool CurlCommand::isOne(QStringView text)
{
    text = text.trimmed();
    if (text.startsWith(QLatin1String("$ ")))
        text = text.mid(2).trimmed();
    for (const QLatin1String name : {QLatin1String("curl"), QLatin1String("curl.exe")}) {
        if (text.startsWith(name) && text.size() > name.size() &&
            (text[name.size()].isSpace() || text[name.size()] == u'\\'))
            return true;
    }
    return false;
}

CurlCommand CurlCommand::parse(QStringView text)
{
    CurlCommand command;
    text = text.trimmed();
    if (text.startsWith(QLatin1String("$ ")))
        text = text.mid(2);
    if (text.size() > MaximumCharacters) {
        command.problem = CurlCommandText::tr("This is more than a command line can be.");
        return command;
    }
    if (!isOne(text)) {
        command.problem = CurlCommandText::tr("This is no command of curl: it must begin with the word curl.");
        return command;
    }
    if (text.contains(QLatin1String(" ^\"")) || text.contains(QLatin1String("^\n"))) {
        command.problem =
            CurlCommandText::tr("This was copied for Windows' command prompt. Copy it anew in the form for bash.");
        return command;
    }
    const ShellWords shell = splitAsShell(text);
    command.problem = shell.problem;
    command.notes = shell.notes;
    if (command.problem.isEmpty())
        CurlReader(shell.words, command).read();
    return command;
}

} // namespace helio
