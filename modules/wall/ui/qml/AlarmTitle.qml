// What the pictures below it are shown for: priority as mark, word and colour; what happened; where; since when. The
// mark pulses once a second until somebody has acknowledged.
import QtQuick

Rectangle {
    id: root
    property QtObject card
    property QtObject theme
    readonly property color tone: [theme.critical, theme.critical, theme.high, theme.medium, theme.low][card.priority]
    property bool bright: true

    x: card.rect.x
    y: card.rect.y
    width: card.rect.width
    height: card.rect.height
    color: theme.raised

    Timer {
        // Two steps a second instead of an animation: an animation would repaint the wall sixty times a second.
        interval: 500
        repeat: true
        running: !root.card.acknowledged
        onTriggered: root.bright = !root.bright
        onRunningChanged: if (!running) root.bright = true
    }

    Rectangle {
        id: mark
        width: 108
        height: parent.height
        color: root.bright ? root.tone : Qt.darker(root.tone, 1.9)
        readonly property color ink: root.bright ? "#12161B" : "#FFFFFF"
        Column {
            anchors.centerIn: parent
            Text {
                anchors.horizontalCenter: parent.horizontalCenter
                text: root.card.symbol + " " + root.card.word
                color: mark.ink
                font { family: root.theme.family; pixelSize: 18; bold: true }
            }
            Text {
                anchors.horizontalCenter: parent.horizontalCenter
                text: root.card.since
                color: mark.ink
                font { family: root.theme.family; pixelSize: 14; bold: true }
            }
        }
    }

    Text {
        id: mode
        anchors { left: mark.right; leftMargin: 10; baseline: title.baseline }
        width: text.length > 0 ? implicitWidth + 8 : 0
        text: root.card.modeWord
        color: root.card.drill ? root.theme.drill : root.theme.text
        font { family: root.theme.family; pixelSize: 16; bold: true }
    }
    Text {
        id: title
        anchors { left: mode.right; right: parent.right; rightMargin: 8; top: parent.top }
        height: 30
        verticalAlignment: Text.AlignVCenter
        text: root.card.title
        textFormat: Text.PlainText
        // A narrow area gets smaller letters before it loses any.
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 12
        elide: Text.ElideMiddle
        color: root.theme.text
        font { family: root.theme.family; pixelSize: 18; bold: true }
    }
    Text {
        id: hidden
        anchors { right: parent.right; rightMargin: 8; bottom: parent.bottom; bottomMargin: 5 }
        text: root.card.hiddenText
        color: root.theme.text
        font { family: root.theme.family; pixelSize: 13 }
    }
    Text {
        anchors { left: mark.right; leftMargin: 10; right: hidden.left; rightMargin: 8; bottom: parent.bottom; bottomMargin: 3 }
        height: 22
        verticalAlignment: Text.AlignVCenter
        text: root.card.place
        textFormat: Text.PlainText
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 12
        elide: Text.ElideMiddle
        color: root.theme.muted
        font { family: root.theme.family; pixelSize: 14 }
    }
}
