// The plan, and over it what belongs to no place of it: how long 50 m are, what was left out, where north is.
import QtQuick
import Shouwang.Site 1.0

Item {
    id: root
    readonly property QtObject theme: siteTheme
    property string hiddenText: ""
    property string emptyText: ""
    property string northText: ""

    MapCanvas {
        id: canvas
        objectName: "map.canvas"
        anchors.fill: parent
    }

    Text {
        anchors.centerIn: parent
        visible: canvas.metresShown === 0
        text: root.emptyText
        textFormat: Text.PlainText
        color: root.theme.muted
        font { family: root.theme.family; pixelSize: 14 }
    }

    Row {
        visible: canvas.metresShown > 0
        anchors { left: parent.left; bottom: parent.bottom; margins: 8 }
        spacing: 12
        Rectangle {
            width: scale.width + 16
            height: 24
            color: root.theme.background
            radius: 3
            Row {
                id: scale
                anchors.centerIn: parent
                spacing: 8
                Item {
                    width: canvas.metresWidth
                    height: 8
                    anchors.verticalCenter: parent.verticalCenter
                    Rectangle { width: parent.width; height: 1; anchors.bottom: parent.bottom; color: root.theme.muted }
                    Rectangle { width: 1; height: parent.height; color: root.theme.muted }
                    Rectangle { width: 1; height: parent.height; anchors.right: parent.right; color: root.theme.muted }
                }
                Text {
                    text: canvas.metresShown + " m"
                    color: root.theme.muted
                    font { family: root.theme.family; pixelSize: 12 }
                }
                Text {
                    text: root.northText
                    color: root.theme.muted
                    font { family: root.theme.family; pixelSize: 12 }
                }
            }
        }
        Rectangle {
            visible: canvas.hidden > 0
            width: left.implicitWidth + 16
            height: 24
            color: root.theme.background
            radius: 3
            Text {
                id: left
                anchors.centerIn: parent
                text: root.hiddenText.replace("%1", canvas.hidden)
                textFormat: Text.PlainText
                color: root.theme.muted
                font { family: root.theme.family; pixelSize: 12 }
            }
        }
    }
}
