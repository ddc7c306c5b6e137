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
        width: 84
        height: parent.height
        color: root.bright ? root.tone : Qt.darker(root.tone, 1.9)
        Column {
            anchors.centerIn: parent
            Text {
                anchors.horizontalCenter: parent.horizontalCenter
                text: root.card.symbol + " " + root.card.word
                color: root.bright ? "#12161B" : "#FFFFFF"
                font { family: root.theme.family; pixelSize: 18; bold: true }
            }
            Text {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: text.length > 0
                text: root.card.modeWord
                color: root.bright ? "#12161B" : "#FFFFFF"
                font { family: root.theme.family; pixelSize: 14; bold: true }
            }
        }
    }

    Text {
        id: title
        anchors { left: mark.right; leftMargin: 12; top: parent.top; topMargin: 5 }
        width: parent.width - mark.width - 24
        text: root.card.title
        textFormat: Text.PlainText
        elide: Text.ElideMiddle
        color: root.theme.text
        font { family: root.theme.family; pixelSize: 18; bold: true }
    }
    Text {
        anchors { left: title.left; bottom: parent.bottom; bottomMargin: 5 }
        width: parent.width - mark.width - 32 - since.width
        text: root.card.place
        textFormat: Text.PlainText
        elide: Text.ElideMiddle
        color: root.theme.muted
        font { family: root.theme.family; pixelSize: 14 }
    }
    Text {
        id: since
        anchors { right: parent.right; rightMargin: 12; bottom: parent.bottom; bottomMargin: 5 }
        text: (root.card.hiddenText.length > 0 ? root.card.hiddenText + "  " : "") + root.card.since
        color: root.theme.text
        font { family: root.theme.family; pixelSize: 14 }
    }
}
