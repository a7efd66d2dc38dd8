// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/shellwords.h"

#include <QCoreApplication>

namespace helio {

namespace {

struct ShellWordsText
{
    Q_DECLARE_TR_FUNCTIONS(helio::ShellWords)
};

class Splitter
{
public:
    explicit Splitter(QStringView text)
        : text_(text)
    {}

    ShellWords split();

private:
    bool atEnd() const { return at_ >= text_.size(); }
    QChar peek(qsizetype ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : QChar(); }
    void endWord();
    void note(const QString &text);
    bool single();
    bool dollarSingle();
    bool doubled();
    void escape();
    QString variableName() const;
    char32_t number(int base, qsizetype most);
    /// What a shell would replace. Answers whether it is that; the character itself is taken in any case.
    bool expansion();

    QStringView text_;
    qsizetype at_ = 0;
    QString word_;
    bool inWord_ = false;
    ShellWords result_;
};

void Splitter::endWord()
{
    if (inWord_)
        result_.words.append(std::exchange(word_, {}));
    inWord_ = false;
}

void Splitter::note(const QString &text)
{
    if (!result_.notes.contains(text))
        result_.notes.append(text);
}

bool Splitter::single()
{
    const qsizetype end = text_.indexOf(u'\'', at_);
    if (end < 0) {
        result_.problem = ShellWordsText::tr("A quote (') is not closed.");
        return false;
    }
    word_ += text_.mid(at_, end - at_);
    at_ = end + 1;
    return true;
}

char32_t Splitter::number(int base, qsizetype most)
{
    char32_t value = 0;
    for (qsizetype digits = 0; digits < most && !atEnd(); ++digits, ++at_) {
        const int digit = QString(peek()).toInt(nullptr, 36);
        const bool isDigit = peek().unicode() < 0x80 && peek().isLetterOrNumber() && digit < base;
        if (!isDigit)
            break;
        value = value * char32_t(base) + char32_t(digit);
    }
    return value;
}

bool Splitter::dollarSingle()
{
    // Bytes by number may be parts of one character, so what is between the quotes is UTF-8 at first.
    QByteArray bytes;
    const auto put = [&bytes](char32_t c) { bytes += QString::fromUcs4(&c, 1).toUtf8(); };
    while (!atEnd()) {
        QChar c = text_[at_++];
        if (c == u'\'') {
            word_ += QString::fromUtf8(bytes);
            return true;
        }
        if (c != u'\\' || atEnd()) {
            const qsizetype length = c.isHighSurrogate() && peek().isLowSurrogate() ? 2 : 1;
            bytes += text_.mid(at_ - 1, length).toUtf8();
            at_ += length - 1;
            continue;
        }
        c = text_[at_++];
        static constexpr QStringView Alphabet = u"abefnrtv\\'\"?";
        static constexpr char Values[] = "\a\b\x1b\f\n\r\t\v\\'\"?";
        if (const qsizetype found = Alphabet.indexOf(c); found >= 0) {
            bytes += Values[found];
        } else if (c == u'E') {
            bytes += '\x1b';
        } else if (c == u'x') {
            bytes += char(number(16, 2));
        } else if (c == u'u' || c == u'U') {
            char32_t value = number(16, c == u'u' ? 4 : 8);
            // Browsers write a pair of surrogates for what is beyond 16 bits.
            if (QChar::isHighSurrogate(value) && peek() == u'\\' && peek(1) == u'u') {
                at_ += 2;
                const char32_t low = number(16, 4);
                value = QChar::isLowSurrogate(low) ? QChar::surrogateToUcs4(char16_t(value), char16_t(low)) : 0xFFFD;
            }
            put(value > 0x10FFFF || QChar::isSurrogate(value) ? 0xFFFD : value);
        } else if (c >= u'0' && c <= u'7') {
            --at_;
            bytes += char(number(8, 3));
        } else {
            bytes += '\\';
            bytes += QString(c).toUtf8();
        }
    }
    result_.problem = ShellWordsText::tr("A quote (') is not closed.");
    return false;
}

QString Splitter::variableName() const
{
    qsizetype from = at_ + 1;
    if (from < text_.size() && text_[from] == u'{')
        ++from;
    qsizetype end = from;
    while (end < text_.size() && (text_[end].isLetterOrNumber() || text_[end] == u'_'))
        ++end;
    return text_.mid(from, std::min<qsizetype>(end - from, 64)).toString();
}

bool Splitter::expansion()
{
    if (peek() == u'`' || (peek() == u'$' && peek(1) == u'(')) {
        note(ShellWordsText::tr(
            "Your shell would run what is in $(…) or between ` and `. Nothing is run here: write its result."));
    } else if (peek() == u'$' && !variableName().isEmpty()) {
        note(ShellWordsText::tr("$%1 is a variable of your shell, and stands here as it is: write its value.")
                 .arg(variableName()));
    } else {
        return false;
    }
    word_ += text_[at_++];
    return true;
}

bool Splitter::doubled()
{
    while (!atEnd()) {
        if (peek() == u'"') {
            ++at_;
            return true;
        }
        if (peek() == u'\\') {
            ++at_;
            if (peek() == u'\n')
                ++at_;
            else if (!QStringView(u"$`\"\\").contains(peek()))
                word_ += u'\\';
            else
                word_ += text_[at_++];
            continue;
        }
        if (!expansion())
            word_ += text_[at_++];
    }
    result_.problem = ShellWordsText::tr("A quote (\") is not closed.");
    return false;
}

void Splitter::escape()
{
    // A line that goes on: also as a page's copy has it, with CR LF or with spaces behind.
    qsizetype end = at_;
    while (end < text_.size() && (text_[end] == u' ' || text_[end] == u'\t' || text_[end] == u'\r'))
        ++end;
    if (end < text_.size() && text_[end] == u'\n') {
        if (end > at_)
            endWord();
        at_ = end + 1;
        return;
    }
    inWord_ = true;
    if (!atEnd())
        word_ += text_[at_++];
}

ShellWords Splitter::split()
{
    while (!atEnd()) {
        const QChar c = peek();
        if (c == u'\n' || c == u';' || c == u'|' || c == u'&') {
            endWord();
            ++at_;
            if (result_.words.isEmpty())
                continue;
            if (!text_.mid(at_).trimmed().isEmpty())
                note(ShellWordsText::tr("What comes after the first command was left out."));
            return std::move(result_);
        }
        if (c.isSpace()) {
            endWord();
            ++at_;
        } else if (c == u'#' && !inWord_) {
            while (!atEnd() && peek() != u'\n')
                ++at_;
        } else if (c == u'<' || c == u'>') {
            note(ShellWordsText::tr("What is redirected with < or > was left out."));
            // The number of a descriptor before it belongs to it.
            if (word_.size() == 1 && word_.at(0).isDigit())
                inWord_ = false, word_.clear();
            endWord();
            while (!atEnd() && (peek() == u'<' || peek() == u'>' || peek() == u'&' || peek() == u' '))
                ++at_;
            while (!atEnd() && !peek().isSpace())
                ++at_;
        } else if (c == u'\\') {
            ++at_;
            escape();
        } else {
            inWord_ = true;
            if (c == u'\'') {
                ++at_;
                if (!single())
                    break;
            } else if (c == u'"') {
                ++at_;
                if (!doubled())
                    break;
            } else if (c == u'$' && peek(1) == u'\'') {
                at_ += 2;
                if (!dollarSingle())
                    break;
            } else if (!expansion()) {
                word_ += c;
                ++at_;
            }
        }
    }
    endWord();
    return std::move(result_);
}

} // namespace

ShellWords splitAsShell(QStringView text)
{
    return Splitter(text).split();
}

} // namespace helio
