#include "shell/ui/tones.h"

#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace shouwang::shell {
namespace {

constexpr int kRate = 22050;

struct Note {
    double hertz; // 0: silence
    int length_ms;
};

std::vector<Note> notesFor(int priority) {
    switch (priority) {
    case 1:
        return {{880, 110}, {1175, 110}, {0, 60}, {880, 110}, {1175, 110}, {0, 60}, {880, 110}, {1175, 160}};
    case 2:
        return {{740, 150}, {0, 80}, {740, 150}};
    case 3:
        return {{587, 220}};
    default:
        return {{440, 120}};
    }
}

double volumeOf(int priority) {
    return priority <= 2 ? 0.6 : 0.4;
}

void addNote(std::vector<qint16>& samples, const Note& note, double volume) {
    const int count = kRate * note.length_ms / 1000;
    constexpr int kEdge = kRate * 8 / 1000; // without soft edges it clicks
    for (int i = 0; i < count; ++i) {
        const double edge = std::min({1.0, double(i) / kEdge, double(count - i) / kEdge});
        const double angle = 2 * std::numbers::pi * note.hertz * i / kRate;
        const double wave = std::sin(angle) + 0.25 * std::sin(2 * angle);
        samples.push_back(static_cast<qint16>(wave * edge * volume / 1.25 * 32767));
    }
}

template <class T>
void append(QByteArray& bytes, T value) {
    const T little = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char*>(&little), sizeof little);
}

} // namespace

int toneLength_ms(int priority) {
    int length = 0;
    for (const Note& note : notesFor(priority))
        length += note.length_ms;
    return length;
}

QByteArray toneFor(int priority) {
    std::vector<qint16> samples;
    for (const Note& note : notesFor(priority))
        addNote(samples, note, volumeOf(priority));
    const auto size = static_cast<quint32>(samples.size() * sizeof(qint16));
    QByteArray wav("RIFF");
    append<quint32>(wav, 36 + size);
    wav += "WAVEfmt ";
    append<quint32>(wav, 16);
    append<quint16>(wav, 1); // PCM
    append<quint16>(wav, 1); // mono
    append<quint32>(wav, kRate);
    append<quint32>(wav, kRate * 2);
    append<quint16>(wav, 2);
    append<quint16>(wav, 16);
    wav += "data";
    append<quint32>(wav, size);
    for (const qint16 sample : samples)
        append<qint16>(wav, sample);
    return wav;
}

} // namespace shouwang::shell
