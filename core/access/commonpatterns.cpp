// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/commonpatterns.h"

#include <bitset>
#include <vector>

namespace helio {

namespace {

constexpr qsizetype MaximumPatterns = 256;
/// For one call; each is one element of a pattern.
constexpr int MaximumSteps = 20'000;

using Bytes = std::bitset<256>;

/// One element of a glob.
struct Element
{
    bool isStar = false;
    Bytes bytes; ///< that it matches, when it is no star
    QByteArray text;
};

std::vector<Element> elementsOf(const QByteArray &glob)
{
    std::vector<Element> elements;
    for (qsizetype at = 0; at < glob.size();) {
        const qsizetype end = globElementEnd(glob, at);
        Element element{false, {}, glob.sliced(at, end - at)};
        if (element.text == "*") {
            element.isStar = true;
        } else {
            const Pattern single(element.text);
            for (int byte = 0; byte < 256; ++byte) {
                const char c = char(byte);
                element.bytes[size_t(byte)] = single.matches(QByteArrayView(&c, 1));
            }
        }
        elements.push_back(std::move(element));
        at = end;
    }
    return elements;
}

/// A class of exactly these bytes, which are not all there are.
QByteArray classOf(const Bytes &bytes)
{
    QByteArray text("[");
    for (int byte = 0; byte < 256; ++byte) {
        if (bytes[size_t(byte)])
            text.append('\\').append(char(byte));
    }
    return text.append(']');
}

QByteArray commonText(const Element &one, const Element &other)
{
    const Bytes common = one.bytes & other.bytes;
    if (common.none())
        return {};
    if (common == one.bytes)
        return one.text;
    return common == other.bytes ? other.text : classOf(common);
}

/// Walks over two globs side by side. Where a star stands, it may end or take what stands on the other side.
class Walk
{
public:
    explicit Walk(QList<Pattern> &found)
        : found_(found)
    {}

    void run(const std::vector<Element> &one, const std::vector<Element> &other)
    {
        std::vector<Place> places{{0, 0, {}, false}};
        while (!places.empty() && stepsLeft_-- > 0) {
            const Place place = std::move(places.back());
            places.pop_back();
            const Element *a = place.a < one.size() ? &one[place.a] : nullptr;
            const Element *b = place.b < other.size() ? &other[place.b] : nullptr;
            if (!a && !b) {
                add(place.text);
            } else if (a && b && a->isStar && b->isStar) {
                places.push_back(place.behindStar(1, 0));
                places.push_back(place.behindStar(0, 1));
            } else if (a && a->isStar) {
                places.push_back({place.a + 1, place.b, place.text, place.endsWithStar});
                if (b)
                    places.push_back(place.behind(0, 1, b->text));
            } else if (b && b->isStar) {
                places.push_back({place.a, place.b + 1, place.text, place.endsWithStar});
                if (a)
                    places.push_back(place.behind(1, 0, a->text));
            } else if (a && b) {
                if (const QByteArray common = commonText(*a, *b); !common.isEmpty())
                    places.push_back(place.behind(1, 1, common));
            }
        }
    }

private:
    struct Place
    {
        size_t a;
        size_t b;
        QByteArray text; ///< what both match so far
        bool endsWithStar;

        Place behind(size_t ofA, size_t ofB, const QByteArray &more) const
        {
            return {a + ofA, b + ofB, text + more, false};
        }
        Place behindStar(size_t ofA, size_t ofB) const
        {
            return {a + ofA, b + ofB, endsWithStar ? text : text + '*', true};
        }
    };

    void add(const QByteArray &glob)
    {
        Pattern pattern(glob);
        if (found_.size() < MaximumPatterns && !found_.contains(pattern))
            found_.append(std::move(pattern));
    }

    QList<Pattern> &found_;
    int stepsLeft_ = MaximumSteps;
};

} // namespace

QList<Pattern> commonPatterns(const QList<Pattern> &ones, const QList<Pattern> &others)
{
    const Pattern everything("*");
    if (others.contains(everything))
        return ones;
    if (ones.contains(everything))
        return others;
    std::vector<std::vector<Element>> elements;
    for (const Pattern &other : others)
        elements.push_back(elementsOf(other.glob()));
    QList<Pattern> found;
    Walk walk(found);
    for (const Pattern &one : ones) {
        const std::vector<Element> itsElements = elementsOf(one.glob());
        for (const auto &otherElements : elements)
            walk.run(itsElements, otherElements);
    }
    return found;
}

} // namespace helio
