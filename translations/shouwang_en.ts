<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>people::Role</name>
    <message>
        <source>值班员</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>值班长</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>值班所领导</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>大队民警</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>医务人员</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>督察</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>系统管理员</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>shell::Theme</name>
    <message>
        <source>紧急</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>重要</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>一般</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>提示</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 秒</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 分 %2 秒</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 小时 %2 分</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>shouwang::people::SignOnPage</name>
    <message>
        <source>◆ 大写锁定已打开</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>登录</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>账号</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>口令</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>当前在岗</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>守望</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1&#x3000;%2&#x3000;自 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&#x3000;席位 %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>还没有人登录</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本席位已锁定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>登录本席位</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 已离开。警情照常接收、响铃；解锁或换人登录后才能处置。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>登录后才能处置警情；警情照常接收、响铃。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>解锁</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在核对…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ 账号或口令不正确。失败的登录会被记录。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ 本席位还没有收到账号。请先连上站点服务器，一次即可。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ 无法核对口令，请再试一次；仍不行请找系统管理员。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ 多次输错，请等 %1 后再试。失败的登录会被记录。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>shouwang::shell::CommandPalette</name>
    <message>
        <source>没有这样的操作</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>输入操作名称、拼音或首字母</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>查找操作</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>shouwang::shell::Notice</name>
    <message>
        <source>知道了</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>另有 %n 条</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouwang::shell::SoundIndicator</name>
    <message>
        <source>无声</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>响铃 %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>应响铃 %1 无声卡</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>无声卡</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>没有可用的声音输出。按一下重新试音。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>按一下试音。接警后停止响铃。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>video</name>
    <message>
        <source>实时</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>延迟</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>丢失</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>等待</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
