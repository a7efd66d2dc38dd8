// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/flaskwire.h"

#include "json/jsonwriter.h"
#include "json/utf8.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace helio {

namespace {

using Json = nlohmann::json;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Walks over text that is known to be valid JSON, of any depth, and never copies more than it is asked for.
class JsonWalk
{
public:
    explicit JsonWalk(QByteArrayView text)
        : text_(text)
    {}

    /// The next byte that is no space between tokens; 0 at the end.
    char peek()
    {
        while (at_ < text_.size() && isSpace(text_[at_]))
            ++at_;
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    void step() { ++at_; }
    /// The value that stands here, as it is written.
    QByteArrayView value()
    {
        peek();
        const qsizetype begin = at_;
        qsizetype depth = 0;
        do {
            const char c = peek();
            if (c == '"') {
                string();
            } else if (c == '{' || c == '[') {
                ++depth;
                ++at_;
            } else if (c == '}' || c == ']') {
                --depth;
                ++at_;
            } else if (c == ',' || c == ':') {
                ++at_;
            } else {
                scalar();
            }
        } while (depth > 0);
        return text_.sliced(begin, at_ - begin);
    }

private:
    void string()
    {
        for (++at_; text_[at_] != '"'; ++at_) {
            if (text_[at_] == '\\')
                ++at_;
        }
        ++at_;
    }
    void scalar()
    {
        while (at_ < text_.size() && !isSpace(text_[at_]) && !QByteArrayView(",:]}").contains(text_[at_]))
            ++at_;
    }

    QByteArrayView text_;
    qsizetype at_ = 0;
};

QByteArray unquoted(QByteArrayView quoted)
{
    const auto text = Json::parse(quoted.begin(), quoted.end()).get<std::string>();
    return QByteArray(text.data(), qsizetype(text.size()));
}

/// Spaces between tokens as json.dumps puts them; the tokens themselves stay, so that no number loses a digit.
QByteArray asDumps(QByteArrayView json)
{
    QByteArray out;
    out.reserve(json.size() + 16);
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            out.append(c);
            if (c == '\\')
                out.append(json[++i]);
            inString = c != '"';
        } else if (!isSpace(c)) {
            out.append(c);
            inString = c == '"';
            if (c == ',' || c == ':')
                out.append(' ');
        }
    }
    return out;
}

bool isNumber(QByteArrayView value)
{
    return value.front() == '-' || (value.front() >= '0' && value.front() <= '9');
}

/// Nothing when it is not of Flask-SSE's form.
std::optional<Publication> readObject(QByteArrayView message)
{
    // Checks UTF-8 too; keeps a byte of memory for each level, and no stack.
    if (!Json::accept(message.begin(), message.end()))
        return {};
    JsonWalk walk(message);
    if (walk.peek() != '{')
        return {};
    walk.step();
    Publication publication;
    bool hasData = false;
    while (walk.peek() != '}') {
        if (walk.peek() == ',')
            walk.step();
        const QByteArray name = unquoted(walk.value());
        walk.peek();
        walk.step(); // the colon
        const QByteArrayView value = walk.value();
        const bool isNull = value == "null";
        const bool isString = value.front() == '"';
        if (name == "data") {
            publication.data = isString ? unquoted(value) : asDumps(value);
            hasData = true;
        } else if (name == "type" && (isString || isNull)) {
            publication.type = isNull ? QByteArray() : unquoted(value);
        } else if (name == "id" && (isString || isNull || isNumber(value))) {
            publication.id = isNull ? QByteArray() : isString ? unquoted(value) : value.toByteArray();
        } else if (name == "retry" && (isNull || isNumber(value))) {
            publication.retry.reset();
            if (!isNull) // a fraction or too large a number reads as 0, which no hub sends
                publication.retry = std::chrono::milliseconds(value.toByteArray().toLongLong());
        } else {
            return {};
        }
    }
    return hasData ? std::optional(publication) : std::nullopt;
}

} // namespace

QByteArray flaskMessage(const Publication &publication)
{
    JsonWriter json;
    json.beginObject().key("data").string(publication.data);
    if (!publication.type.isEmpty())
        json.key("type").string(publication.type);
    if (!publication.id.isEmpty())
        json.key("id").string(publication.id);
    if (publication.retry)
        json.key("retry").number(qint64(publication.retry->count()));
    return json.endObject().result();
}

FlaskReading readFlaskMessage(const QByteArray &message)
{
    if (auto publication = readObject(message))
        return {*publication, true};
    FlaskReading other;
    other.publication.data = firstInvalidUtf8(message) ? decodeUtf8(message).toUtf8() : message;
    return other;
}

} // namespace helio
