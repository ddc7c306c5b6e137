<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>QObject</name>
    <message>
        <source>守望不能启动</source>
        <translation>Shouwang cannot start</translation>
    </message>
    <message>
        <source>席位文件不能用。</source>
        <translation>The seat file cannot be used.</translation>
    </message>
    <message>
        <source>席位文件里的站点地址不能用。</source>
        <translation>The station&apos;s address in the seat file cannot be used.</translation>
    </message>
    <message>
        <source>画面墙无法启动

%1</source>
        <translation>The wall cannot start

%1</translation>
    </message>
</context>
<context>
    <name>alarms</name>
    <message>
        <source>又 %1 次</source>
        <translation>%1 more</translation>
    </message>
    <message>
        <source>大风</source>
        <translation>Wind</translation>
    </message>
    <message>
        <source>雨雪</source>
        <translation>Rain or snow</translation>
    </message>
    <message>
        <source>动物</source>
        <translation>Animal</translation>
    </message>
    <message>
        <source>植物</source>
        <translation>Plants</translation>
    </message>
    <message>
        <source>光照</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>施工</source>
        <translation>Construction</translation>
    </message>
    <message>
        <source>误按</source>
        <translation>Pressed by mistake</translation>
    </message>
    <message>
        <source>人员越界</source>
        <translation>Trespass</translation>
    </message>
    <message>
        <source>攀爬</source>
        <translation>Climbing</translation>
    </message>
    <message>
        <source>设备老化</source>
        <translation>Aged device</translation>
    </message>
    <message>
        <source>已立案处置</source>
        <translation>Handled as incident</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>没有这条警情，可能尚未传到指挥中心</source>
        <translation>No such alarm; it may not have reached the centre yet</translation>
    </message>
    <message>
        <source>内容不完整，请重新填写</source>
        <translation>Incomplete, please fill it in again</translation>
    </message>
    <message>
        <source>服务器版本不认识这项操作</source>
        <translation>The server&apos;s version does not know this act</translation>
    </message>
    <message>
        <source>警情已由他人关闭，请核对处置经过</source>
        <translation>Somebody else has closed this alarm; check its timeline</translation>
    </message>
    <message>
        <source>先定性（真警、误报…）再关闭</source>
        <translation>Classify it first (true, false …), then close it</translation>
    </message>
    <message>
        <source>关联事件尚未结案，先结案再关闭警情</source>
        <translation>Its incident is still open; close that first</translation>
    </message>
    <message>
        <source>请选择原因：没有原因码的警情不得关闭</source>
        <translation>Choose a cause: no alarm is closed without one</translation>
    </message>
    <message>
        <source>原因码不在本所目录中，请重新选择</source>
        <translation>This cause is not in the list, choose again</translation>
    </message>
    <message>
        <source>原因为“其他”时，请用文字说明</source>
        <translation>With the cause &quot;Other&quot;, say what it was</translation>
    </message>
    <message>
        <source>请选择定性</source>
        <translation>Choose a class</translation>
    </message>
    <message>
        <source>已由他人定性，需要改变时请用更正</source>
        <translation>Somebody else has classified it; use a correction to change that</translation>
    </message>
    <message>
        <source>尚未定性，无可更正</source>
        <translation>Not classified yet, nothing to correct</translation>
    </message>
    <message>
        <source>请写明更正理由</source>
        <translation>Say why it is corrected</translation>
    </message>
    <message>
        <source>警情关闭之后才报来</source>
        <translation>Reported after the alarm was closed</translation>
    </message>
    <message>
        <source>触发报警</source>
        <translation>Alarm raised</translation>
    </message>
    <message>
        <source>再次触发</source>
        <translation>Raised again</translation>
    </message>
    <message>
        <source>接警</source>
        <translation>Acknowledged</translation>
    </message>
    <message>
        <source>回看录像</source>
        <translation>Looked back</translation>
    </message>
    <message>
        <source>定性</source>
        <translation>Classified</translation>
    </message>
    <message>
        <source>更正定性</source>
        <translation>Classification corrected</translation>
    </message>
    <message>
        <source>关闭警情</source>
        <translation>Alarm closed</translation>
    </message>
    <message>
        <source>立案</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>事件结案</source>
        <translation>Incident closed</translation>
    </message>
    <message>
        <source>电子围栏</source>
        <translation>Electronic fence</translation>
    </message>
    <message>
        <source>红外对射</source>
        <translation>Infrared beam</translation>
    </message>
    <message>
        <source>微波探测</source>
        <translation>Microwave</translation>
    </message>
    <message>
        <source>振动光纤</source>
        <translation>Vibration fibre</translation>
    </message>
    <message>
        <source>智能分析</source>
        <translation>Video analytics</translation>
    </message>
    <message>
        <source>一键报警</source>
        <translation>Panic button</translation>
    </message>
    <message>
        <source>火灾探测</source>
        <translation>Fire detector</translation>
    </message>
    <message>
        <source>门禁异常</source>
        <translation>Door fault</translation>
    </message>
    <message>
        <source>真警</source>
        <translation>True alarm</translation>
    </message>
    <message>
        <source>误报</source>
        <translation>False alarm</translation>
    </message>
    <message>
        <source>演练</source>
        <translation>Drill</translation>
    </message>
    <message>
        <source>测试</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>重复</source>
        <translation>Duplicate</translation>
    </message>
    <message>
        <source>设备故障</source>
        <translation>Device fault</translation>
    </message>
    <message>
        <source>未接警</source>
        <translation>Not acknowledged</translation>
    </message>
    <message>
        <source>已接警</source>
        <translation>Acknowledged</translation>
    </message>
    <message>
        <source>已关闭</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>%1 · 处置中 %2</source>
        <translation>%1 · incident %2</translation>
    </message>
    <message>
        <source>请第二席位接警</source>
        <translation>second seat, please take it</translation>
    </message>
    <message>
        <source>请值班长接警</source>
        <translation>shift leader, please take it</translation>
    </message>
    <message>
        <source>请值班所领导接警</source>
        <translation>duty commander, please take it</translation>
    </message>
    <message>
        <source>%1 %2 次</source>
        <translation>%1 %2 times</translation>
    </message>
    <message>
        <source>%1 %2 秒</source>
        <translation>%1 %2 s</translation>
    </message>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>理由：%1</source>
        <translation>Reason: %1</translation>
    </message>
    <message>
        <source>系统</source>
        <translation>System</translation>
    </message>
    <message>
        <source>席位自检</source>
        <translation>Seat self-check</translation>
    </message>
    <message>
        <source>故障恢复</source>
        <translation>Fault ended</translation>
    </message>
    <message>
        <source>设备没有心跳：它的报警可能传不过来</source>
        <translation>The device is silent: its alarms may not get through</translation>
    </message>
    <message>
        <source>设备连续发来无法识别的消息</source>
        <translation>The device keeps sending messages that cannot be read</translation>
    </message>
    <message>
        <source>电视墙程序没有启动</source>
        <translation>The wall program does not start</translation>
    </message>
    <message>
        <source>电视墙程序崩溃，正在自动重启</source>
        <translation>The wall program crashed and is being restarted</translation>
    </message>
    <message>
        <source>电视墙程序没有响应，正在自动重启</source>
        <translation>The wall program does not respond and is being restarted</translation>
    </message>
    <message>
        <source>电视墙程序答非所问，正在自动重启</source>
        <translation>The wall program answers nonsense and is being restarted</translation>
    </message>
    <message>
        <source>电视墙程序的版本不符</source>
        <translation>The wall program is of another version</translation>
    </message>
    <message>
        <source>%1 席电视墙中断</source>
        <translation>Wall of seat %1 is down</translation>
    </message>
    <message>
        <source>指挥中心 %1 席</source>
        <translation>Command centre, seat %1</translation>
    </message>
    <message>
        <source>点位旁路中</source>
        <translation>point bypassed</translation>
    </message>
    <message>
        <source>已定性</source>
        <translation>Classified</translation>
    </message>
</context>
<context>
    <name>attention</name>
    <message>
        <source>▲ 站点未接受</source>
        <translation>▲ not accepted by the station</translation>
    </message>
    <message>
        <source>◆ 存疑</source>
        <translation>◆ contested</translation>
    </message>
    <message>
        <source>已重新办理</source>
        <translation>Done again</translation>
    </message>
    <message>
        <source>不再需要</source>
        <translation>No longer needed</translation>
    </message>
    <message>
        <source>情况属实</source>
        <translation>It is so</translation>
    </message>
    <message>
        <source>已另行更正</source>
        <translation>Corrected elsewhere</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>没有这一项</source>
        <translation>There is no such item</translation>
    </message>
    <message>
        <source>处理的不是所见的那一项</source>
        <translation>What was settled is not what was seen</translation>
    </message>
    <message>
        <source>此前已有人处理，以先处理的为准</source>
        <translation>Somebody settled it before; the first one stands</translation>
    </message>
    <message>
        <source>请选择处理结果</source>
        <translation>Choose an outcome</translation>
    </message>
    <message>
        <source>请说明如何处理</source>
        <translation>Say how it was settled</translation>
    </message>
    <message>
        <source>站点用备份恢复后，由席位补报</source>
        <translation>Reported again by a seat after the station was restored from a backup</translation>
    </message>
    <message>
        <source>站点的版本还不认识这种操作</source>
        <translation>This version of the station does not know such an act</translation>
    </message>
    <message>
        <source>所报时间与站点时钟相差过大</source>
        <translation>The time it tells is too far from the station&apos;s clock</translation>
    </message>
    <message>
        <source>字段 %1</source>
        <translation>Field %1</translation>
    </message>
    <message>
        <source>演练不驱动真实设备</source>
        <translation>An exercise moves no real device</translation>
    </message>
    <message>
        <source>演练 · %1</source>
        <translation>EXERCISE · %1</translation>
    </message>
    <message>
        <source>测试 · %1</source>
        <translation>TEST · %1</translation>
    </message>
</context>
<context>
    <name>care</name>
    <message>
        <source>在区</source>
        <translation>In the zone</translation>
    </message>
    <message>
        <source>离所</source>
        <translation>Out</translation>
    </message>
    <message>
        <source>下落不明</source>
        <translation>Unaccounted for</translation>
    </message>
    <message>
        <source>已出所</source>
        <translation>Departed</translation>
    </message>
    <message>
        <source>未登记</source>
        <translation>Not registered</translation>
    </message>
    <message>
        <source>离所就医</source>
        <translation>Hospital</translation>
    </message>
    <message>
        <source>所外就医</source>
        <translation>Medical leave</translation>
    </message>
    <message>
        <source>外出探视</source>
        <translation>Home visit</translation>
    </message>
    <message>
        <source>出庭</source>
        <translation>Court</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>解除</source>
        <translation>Released</translation>
    </message>
    <message>
        <source>转所</source>
        <translation>Transferred</translation>
    </message>
    <message>
        <source>死亡</source>
        <translation>Died</translation>
    </message>
    <message>
        <source>服务器版本不认识这项操作</source>
        <translation>The server&apos;s version does not know this act</translation>
    </message>
    <message>
        <source>编号或去向不明，未计入名册</source>
        <translation>No number or no place: not entered in the register</translation>
    </message>
    <message>
        <source>名册中没有这个编号，请核对编号</source>
        <translation>This number is not in the register: check it</translation>
    </message>
    <message>
        <source>此前已登记，且登记内容不同，仍以原登记为准</source>
        <translation>Registered before, and otherwise: the first entry stands</translation>
    </message>
    <message>
        <source>名册中此人已出所</source>
        <translation>The register says that this person has departed</translation>
    </message>
    <message>
        <source>名册中此人离所未归，已按现场所见记为在区</source>
        <translation>The register said that this person was out; recorded as seen on the spot</translation>
    </message>
    <message>
        <source>名册中此人已经离所，已按新的去向记录</source>
        <translation>The register said that this person was out already; recorded with the new destination</translation>
    </message>
    <message>
        <source>名册中此人并未离所，已按现场所见记录</source>
        <translation>The register did not know that this person was out; recorded as seen on the spot</translation>
    </message>
    <message>
        <source>此人下落不明：确已找到时，请报“已找到”</source>
        <translation>This person is unaccounted for: report “found” if that is so</translation>
    </message>
    <message>
        <source>此前没有报告此人下落不明</source>
        <translation>Nobody had reported this person as unaccounted for</translation>
    </message>
    <message>
        <source>去向不在目录中</source>
        <translation>This destination is not in the catalogue</translation>
    </message>
    <message>
        <source>没有写明事由</source>
        <translation>No reason given</translation>
    </message>
    <message>
        <source>登记入所</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>调整编区</source>
        <translation>Assign to a zone</translation>
    </message>
    <message>
        <source>临时流动</source>
        <translation>Move for a time</translation>
    </message>
    <message>
        <source>归所</source>
        <translation>Come back</translation>
    </message>
    <message>
        <source>出所</source>
        <translation>Depart</translation>
    </message>
    <message>
        <source>报告下落不明</source>
        <translation>Report unaccounted for</translation>
    </message>
    <message>
        <source>报告已找到</source>
        <translation>Report found</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>区域</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>女性</source>
        <translation>Woman</translation>
    </message>
    <message>
        <source>去向</source>
        <translation>Destination</translation>
    </message>
    <message>
        <source>名册</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>人员流动名册</source>
        <translation>Movement register</translation>
    </message>
</context>
<context>
    <name>console::Attention</name>
    <message>
        <source>警情录像入证</source>
        <translation>Alarm clip sealed</translation>
    </message>
    <message>
        <source>处理待办</source>
        <translation>Item dealt with</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign-on</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>点位</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>摄像机</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>定性</source>
        <translation>Classification</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>事件编号</source>
        <translation>Incident number</translation>
    </message>
    <message>
        <source>场景名称</source>
        <translation>Name of the scene</translation>
    </message>
    <message>
        <source>画面分割</source>
        <translation>Division</translation>
    </message>
</context>
<context>
    <name>console::Command</name>
    <message>
        <source>接警</source>
        <translation>Acknowledge</translation>
    </message>
    <message>
        <source>回看录像</source>
        <translation>Look back</translation>
    </message>
    <message>
        <source>警情定性</source>
        <translation>Classify</translation>
    </message>
    <message>
        <source>更正定性</source>
        <translation>Correct the classification</translation>
    </message>
    <message>
        <source>关闭警情</source>
        <translation>Close alarm</translation>
    </message>
    <message>
        <source>立案</source>
        <translation>Open incident</translation>
    </message>
    <message>
        <source>下达任务</source>
        <translation>Give task</translation>
    </message>
    <message>
        <source>任务完成</source>
        <translation>Complete task</translation>
    </message>
    <message>
        <source>任务无法完成</source>
        <translation>Task cannot be done</translation>
    </message>
    <message>
        <source>免除任务</source>
        <translation>Waive task</translation>
    </message>
    <message>
        <source>现场记录</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>第一时间</source>
        <translation>First moment</translation>
    </message>
    <message>
        <source>结案</source>
        <translation>Close incident</translation>
    </message>
    <message>
        <source>警情录像入证</source>
        <translation>Seal clip</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign on</translation>
    </message>
    <message>
        <source>退出登录</source>
        <translation>Sign off</translation>
    </message>
    <message>
        <source>登录失败</source>
        <translation>Failed sign-on</translation>
    </message>
    <message>
        <source>处理待办</source>
        <translation>Settle item</translation>
    </message>
    <message>
        <source>更正事件信息</source>
        <translation>Correct the incident</translation>
    </message>
    <message>
        <source>登记入所</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>调整编区</source>
        <translation>Assign to a zone</translation>
    </message>
    <message>
        <source>临时流动</source>
        <translation>Move for a time</translation>
    </message>
    <message>
        <source>离所</source>
        <translation>Out</translation>
    </message>
    <message>
        <source>归所</source>
        <translation>Come back</translation>
    </message>
    <message>
        <source>出所</source>
        <translation>Depart</translation>
    </message>
    <message>
        <source>报告下落不明</source>
        <translation>Report unaccounted for</translation>
    </message>
    <message>
        <source>报告已找到</source>
        <translation>Report found</translation>
    </message>
    <message>
        <source>保存电视墙场景</source>
        <translation>Save a scene of the wall</translation>
    </message>
    <message>
        <source>移除电视墙场景</source>
        <translation>Remove a scene of the wall</translation>
    </message>
    <message>
        <source>上岗</source>
        <translation>Took a post</translation>
    </message>
    <message>
        <source>离岗</source>
        <translation>Left a post</translation>
    </message>
    <message>
        <source>值班记录</source>
        <translation>Log line</translation>
    </message>
    <message>
        <source>更正值班记录</source>
        <translation>Correct a log line</translation>
    </message>
    <message>
        <source>开始视频巡查</source>
        <translation>Began a video patrol</translation>
    </message>
    <message>
        <source>巡查点位</source>
        <translation>Patrol stop</translation>
    </message>
    <message>
        <source>结束视频巡查</source>
        <translation>Ended a video patrol</translation>
    </message>
    <message>
        <source>开始演练</source>
        <translation>Start exercise</translation>
    </message>
    <message>
        <source>发出演练警情</source>
        <translation>Raise exercise alarm</translation>
    </message>
    <message>
        <source>结束演练</source>
        <translation>End exercise</translation>
    </message>
    <message>
        <source>中止演练</source>
        <translation>Abort exercise</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
</context>
<context>
    <name>console::Devices</name>
    <message>
        <source>未知设备</source>
        <translation>unknown device</translation>
    </message>
    <message>
        <source>未知点位</source>
        <translation>unknown point</translation>
    </message>
    <message>
        <source>超长</source>
        <translation>too long</translation>
    </message>
    <message>
        <source>重复</source>
        <translation>repeated</translation>
    </message>
    <message>
        <source>乱序</source>
        <translation>out of order</translation>
    </message>
    <message>
        <source>时间异常</source>
        <translation>wrong time</translation>
    </message>
    <message>
        <source>格式错误</source>
        <translation>malformed</translation>
    </message>
    <message>
        <source>最近一次：%1&#x3000;%2&#x3000;%3</source>
        <translation>Last one: %1, %2, %3</translation>
    </message>
    <message>
        <source>最近的未知设备：%1&#x3000;%2</source>
        <translation>Last unknown device: %1, %2</translation>
    </message>
    <message>
        <source>站点自 %1 起收不到设备信号。</source>
        <translation>The station has heard no devices since %1.</translation>
    </message>
    <message>
        <source>按钮和探测器报警可能到不了，请用电话或对讲确认各点。</source>
        <translation>Alarms of buttons and detectors may not arrive: please ask every post by telephone or intercom.</translation>
    </message>
    <message>
        <source>本席位仍能收到按钮报警并代为上报。</source>
        <translation>This seat still hears the buttons and reports them in its place.</translation>
    </message>
    <message>
        <source>本席位自 %1 起收不到设备信号。</source>
        <translation>This seat has heard no devices since %1.</translation>
    </message>
    <message>
        <source>▲ 设备链路中断</source>
        <translation>▲ Devices cut off</translation>
    </message>
    <message>
        <source>▲ 本席设备链路中断</source>
        <translation>▲ Devices cut off here</translation>
    </message>
    <message>
        <source>设备链路：尚未得知，连上站点后显示</source>
        <translation>Devices: not known yet, shown once the station answers</translation>
    </message>
    <message>
        <source>设备链路：站点没有接设备</source>
        <translation>Devices: the station has none</translation>
    </message>
    <message>
        <source>✓ 设备链路正常，自 %1</source>
        <translation>✓ Devices are heard, since %1</translation>
    </message>
    <message>
        <source>✓ 没有异常的设备消息</source>
        <translation>✓ No odd messages of devices</translation>
    </message>
    <message>
        <source>设备消息异常：%1</source>
        <translation>Odd messages of devices: %1</translation>
    </message>
</context>
<context>
    <name>console::Division</name>
    <message>
        <source>1 大 5 小</source>
        <translation>1 large, 5 small</translation>
    </message>
    <message>
        <source>1 大 7 小</source>
        <translation>1 large, 7 small</translation>
    </message>
    <message>
        <source>%1 画面</source>
        <translation>%1 pictures</translation>
    </message>
</context>
<context>
    <name>console::EmergencySheet</name>
    <message>
        <source>区域</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>实有</source>
        <translation>Present</translation>
    </message>
    <message>
        <source>在册</source>
        <translation>Registered</translation>
    </message>
    <message>
        <source>离所</source>
        <translation>Out</translation>
    </message>
    <message>
        <source>在他区</source>
        <translation>In other zones</translation>
    </message>
    <message>
        <source>他区来</source>
        <translation>From other zones</translation>
    </message>
    <message>
        <source>下落不明</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>全所合计</source>
        <translation>Whole facility</translation>
    </message>
    <message>
        <source>各区人数</source>
        <translation>Persons by zone</translation>
    </message>
    <message>
        <source>本席位没有人员登记，请用纸质名册点名。</source>
        <translation>This seat has no register of persons: call the roll from the paper list.</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>等级</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>警情</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>没有关闭的警情</source>
        <translation>Alarms that are open</translation>
    </message>
    <message>
        <source>无</source>
        <translation>None</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>事由</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>没有结案的事件</source>
        <translation>Incidents that are open</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>值岗人</source>
        <translation>Officer</translation>
    </message>
    <message>
        <source>上岗时间</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>在岗</source>
        <translation>On post</translation>
    </message>
    <message>
        <source>没有人登记上岗。</source>
        <translation>Nobody has taken a post.</translation>
    </message>
    <message>
        <source>联系</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>联系电话</source>
        <translation>Whom to call</translation>
    </message>
    <message>
        <source>场所资料里没有联系电话。</source>
        <translation>The site file names no contacts.</translation>
    </message>
    <message>
        <source>处置要点</source>
        <translation>What to do first</translation>
    </message>
    <message>
        <source>%1&#x3000;%2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>场所资料里没有处置要点。</source>
        <translation>The site file names no procedures.</translation>
    </message>
    <message>
        <source>键</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>作用</source>
        <translation>What it does</translation>
    </message>
    <message>
        <source>用在</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>快捷键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>与站点同步，账本第 %1 条</source>
        <translation>In step with the station, fact %1 of the ledger</translation>
    </message>
    <message>
        <source>站点未确认：最近一次联系 %1，账本第 %2 条，未上传 %3 条</source>
        <translation>Not confirmed by the station: last contact %1, fact %2 of the ledger, %3 not sent yet</translation>
    </message>
    <message>
        <source>应急单 %1</source>
        <translation>Emergency sheet %1</translation>
    </message>
    <message>
        <source>%1 席自动写出&#x3000;%2&#x3000;系统停用时用，恢复后作废</source>
        <translation>Written by seat %1 by itself, %2. For when the system is down; void once it is back</translation>
    </message>
</context>
<context>
    <name>console::Fact</name>
    <message>
        <source>退出登录</source>
        <translation>Signed off</translation>
    </message>
    <message>
        <source>登录失败</source>
        <translation>Sign-on failed</translation>
    </message>
    <message>
        <source>要求保存录像</source>
        <translation>Asked to keep the video</translation>
    </message>
    <message>
        <source>命令被退回</source>
        <translation>Order returned</translation>
    </message>
    <message>
        <source>更新场所资料</source>
        <translation>Site file updated</translation>
    </message>
    <message>
        <source>上岗</source>
        <translation>Took a post</translation>
    </message>
    <message>
        <source>离岗</source>
        <translation>Left a post</translation>
    </message>
    <message>
        <source>值班日志</source>
        <translation>Duty log</translation>
    </message>
    <message>
        <source>更正值班日志</source>
        <translation>Corrected the duty log</translation>
    </message>
    <message>
        <source>开始视频巡查</source>
        <translation>Began a video patrol</translation>
    </message>
    <message>
        <source>巡查一处</source>
        <translation>Patrolled a stop</translation>
    </message>
    <message>
        <source>结束视频巡查</source>
        <translation>Ended a video patrol</translation>
    </message>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>理由：%1</source>
        <translation>reason: %1</translation>
    </message>
    <message>
        <source>系统</source>
        <translation>System</translation>
    </message>
    <message>
        <source>%1（复核 %2）</source>
        <translation>%1 (with %2)</translation>
    </message>
    <message>
        <source>%1&#x3000;%2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>%1（%2）</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&#x3000;！存疑：%1</source>
        <translation>  ! contested: %1</translation>
    </message>
    <message>
        <source>警情</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>勤务</source>
        <translation>Duty</translation>
    </message>
    <message>
        <source>人员流动</source>
        <translation>Movements</translation>
    </message>
    <message>
        <source>录像证据</source>
        <translation>Video evidence</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign-on</translation>
    </message>
    <message>
        <source>退回和存疑</source>
        <translation>Returned and contested</translation>
    </message>
    <message>
        <source>场所资料</source>
        <translation>Site file</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>旁路和中断</source>
        <translation>Bypasses and losses</translation>
    </message>
</context>
<context>
    <name>console::HandoverPaper</name>
    <message>
        <source>没有签名</source>
        <translation>Not signed</translation>
    </message>
    <message>
        <source>▲ 交接班没有完成</source>
        <translation>▲ The handover is not complete</translation>
    </message>
    <message>
        <source>%1&#x3000;无人接班，由值班领导签署例外</source>
        <translation>%1  Nobody arrived; the leader on duty signed an exception</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>班次</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Begun</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Completed</translation>
    </message>
    <message>
        <source>站点</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>▲ 站点未确认</source>
        <translation>▲ Not confirmed by the station</translation>
    </message>
    <message>
        <source>站点已确认</source>
        <translation>Confirmed by the station</translation>
    </message>
    <message>
        <source>交接班</source>
        <translation>Handover</translation>
    </message>
    <message>
        <source>✓ 接收</source>
        <translation>✓ Accepted</translation>
    </message>
    <message>
        <source>◆ 清点 %1，与名册不符</source>
        <translation>◆ Counted %1, differs from the register</translation>
    </message>
    <message>
        <source>✓ 清点 %1</source>
        <translation>✓ Counted %1</translation>
    </message>
    <message>
        <source>○ 没有答复</source>
        <translation>○ Not answered</translation>
    </message>
    <message>
        <source>？疑问：%1</source>
        <translation>? Question: %1</translation>
    </message>
    <message>
        <source>↩ 答复：%1&#x3000;%2&#x3000;%3</source>
        <translation>↩ Reply: %1  %2  %3</translation>
    </message>
    <message>
        <source>◆ 此后有变化，须重新答复</source>
        <translation>◆ Changed since: to be answered again</translation>
    </message>
    <message>
        <source>交接事项（%1 项）</source>
        <translation>Items handed over (%1)</translation>
    </message>
    <message>
        <source>按开始时或最近一次签名时的清单。</source>
        <translation>The list as at the beginning or at the last signature.</translation>
    </message>
    <message>
        <source>没有未办事项。</source>
        <translation>Nothing is open.</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>接班人答复</source>
        <translation>Answer of the incoming officer</translation>
    </message>
    <message>
        <source>例外</source>
        <translation>Exceptions</translation>
    </message>
    <message>
        <source>没有例外。</source>
        <translation>No exceptions.</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>值班领导</source>
        <translation>Leader on duty</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>立案编号</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>签名</source>
        <translation>Signatures</translation>
    </message>
    <message>
        <source>签名方</source>
        <translation>Side</translation>
    </message>
    <message>
        <source>签名人</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>时间和席位</source>
        <translation>Time and seat</translation>
    </message>
    <message>
        <source>所签内容的 SHA-256</source>
        <translation>SHA-256 of what was signed</translation>
    </message>
    <message>
        <source>交班人签所列事项；接班人签签名时未办的全部事项、每项答复和例外。</source>
        <translation>The outgoing officer signs for the items listed; the incoming one for all that was open at the signature, each answer and the exceptions.</translation>
    </message>
    <message>
        <source>%1&#x3000;%2班&#x3000;%3—%4</source>
        <translation>%1  team %2  %3–%4</translation>
    </message>
    <message>
        <source>交接班记录</source>
        <translation>Shift handover</translation>
    </message>
    <message>
        <source>▲ 站点未确认：签名只存在本席位，站点确认前不是定稿。</source>
        <translation>▲ Not confirmed by the station: the signatures are kept at this seat only and are not final before that.</translation>
    </message>
    <message>
        <source>交接班 %1&#x3000;打印：%2&#x3000;%3</source>
        <translation>Handover %1  Printed by %2  %3</translation>
    </message>
</context>
<context>
    <name>console::IncidentPaper</name>
    <message>
        <source>未上传</source>
        <translation>not sent</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>%1，%2 触发</source>
        <translation>%1, raised %2</translation>
    </message>
    <message>
        <source>立案</source>
        <translation>Opened</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>结案</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>第一时间</source>
        <translation>First duty</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>记录人</source>
        <translation>Recorded by</translation>
    </message>
    <message>
        <source>没有记录</source>
        <translation>not recorded</translation>
    </message>
    <message>
        <source>四个第一时间</source>
        <translation>The four first duties</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>没有下达任务。</source>
        <translation>No task was given.</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>理由：%1</source>
        <translation>reason: %1</translation>
    </message>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&#x3000;！存疑：%1</source>
        <translation>  ! contested: %1</translation>
    </message>
    <message>
        <source>经过</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>人员 · 席位</source>
        <translation>Officer · seat</translation>
    </message>
    <message>
        <source>账本</source>
        <translation>Ledger</translation>
    </message>
    <message>
        <source>文件与入证时一致</source>
        <translation>The file is as it was sealed</translation>
    </message>
    <message>
        <source>▲ 文件与入证时不一致，不得作为证据</source>
        <translation>▲ The file is not as it was sealed: no evidence</translation>
    </message>
    <message>
        <source>▲ 文件不在本席位的证据文件夹里</source>
        <translation>▲ The file is not in this seat&apos;s evidence folder</translation>
    </message>
    <message>
        <source>文件在另一席位，这里没有画面</source>
        <translation>The file is at another seat; no picture here</translation>
    </message>
    <message>
        <source>录像文件 %1&#x3000;%2 字节&#x3000;SHA-256 %3</source>
        <translation>Clip %1, %2 bytes, SHA-256 %3</translation>
    </message>
    <message>
        <source>上图取自 %1，像素 SHA-256 %2</source>
        <translation>Picture of %1, SHA-256 of its pixels %2</translation>
    </message>
    <message>
        <source>隐私区域的摄像机，画面不打印。</source>
        <translation>A camera of a private area: no picture is printed.</translation>
    </message>
    <message>
        <source>录像不完整：%1</source>
        <translation>The clip is incomplete: %1</translation>
    </message>
    <message>
        <source>录像证据</source>
        <translation>Video evidence</translation>
    </message>
    <message>
        <source>没有入证的录像。</source>
        <translation>No clip was sealed.</translation>
    </message>
    <message>
        <source>没有录像的摄像机：%1</source>
        <translation>Cameras without a clip: %1</translation>
    </message>
    <message>
        <source>账本位置</source>
        <translation>Where the ledger stood</translation>
    </message>
    <message>
        <source>本席位的账本到第 %1 条（第 %2 代），其散列值 %3</source>
        <translation>This seat&apos;s ledger reaches fact %1 (epoch %2), whose hash is %3</translation>
    </message>
    <message>
        <source>站点未确认：本席位还有 %1 条没有上传，标为“未上传”的内容可能变化。</source>
        <translation>Not confirmed by the station: %1 of this seat are not sent yet; what is marked &quot;not sent&quot; may change.</translation>
    </message>
    <message>
        <source>核对：shouwang-verify 逐条验证账本和录像的散列值。</source>
        <translation>To check: shouwang-verify proves every fact and the hashes of the clips.</translation>
    </message>
    <message>
        <source>事件 %1</source>
        <translation>Incident %1</translation>
    </message>
    <message>
        <source>%1&#x3000;打印：%2&#x3000;%3</source>
        <translation>%1  printed by %2  %3</translation>
    </message>
    <message>
        <source>本件按要求不带录像画面。</source>
        <translation>Printed without pictures, as was asked for.</translation>
    </message>
</context>
<context>
    <name>console::Link</name>
    <message numerus="yes">
        <source>站点 ○ %n 条待传</source>
        <translation>
            <numerusform>Station ○ %n waiting</numerusform>
            <numerusform>Station ○ %n waiting</numerusform>
        </translation>
    </message>
    <message>
        <source>站点 ✓ 已同步</source>
        <translation>Station ✓ in step</translation>
    </message>
    <message>
        <source>站点 ↻ 追赶中</source>
        <translation>Station ↻ catching up</translation>
    </message>
    <message>
        <source>站点 … 连接中</source>
        <translation>Station … connecting</translation>
    </message>
    <message>
        <source>站点 ! 账本分叉</source>
        <translation>Station ! ledger forked</translation>
    </message>
    <message>
        <source>站点 ! 版本不符</source>
        <translation>Station ! other version</translation>
    </message>
    <message>
        <source>站点 ! 席位未授权</source>
        <translation>Station ! seat unauthorised</translation>
    </message>
    <message numerus="yes">
        <source>站点 ✕ 离线 %n 条待传</source>
        <translation>
            <numerusform>Station ✕ offline, %n waiting</numerusform>
            <numerusform>Station ✕ offline, %n waiting</numerusform>
        </translation>
    </message>
    <message>
        <source>站点 ✕ 离线</source>
        <translation>Station ✕ offline</translation>
    </message>
    <message>
        <source>照常工作：所做的一切已存在本席位，连上后自动上传。</source>
        <translation>Work on: all that is done is saved at this seat and is sent when the station is back.</translation>
    </message>
    <message>
        <source>正在接收站点的记录，列表可能还不是最新。</source>
        <translation>The station&apos;s records are coming in; lists may not be the newest yet.</translation>
    </message>
    <message>
        <source>所做的一切已存在站点。</source>
        <translation>All that was done is saved at the station.</translation>
    </message>
    <message>
        <source>本席位与站点的记录对不上，请在“系统”中重新取得站点的记录。</source>
        <translation>This seat&apos;s records do not match the station&apos;s: fetch them anew under &quot;System&quot;.</translation>
    </message>
    <message>
        <source>本席位与站点的程序版本不同，请更新本席位。</source>
        <translation>This seat and the station have different versions: update this seat.</translation>
    </message>
    <message>
        <source>站点不认识本席位，请找系统管理员。</source>
        <translation>The station does not know this seat: call the administrator.</translation>
    </message>
    <message>
        <source>最近一次联系：%1</source>
        <translation>Last contact: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n 件需要处理（在“系统”的“待处理”中）。</source>
        <translation>
            <numerusform>%n item has to be settled (System, To settle).</numerusform>
            <numerusform>%n items have to be settled (System, To settle).</numerusform>
        </translation>
    </message>
    <message>
        <source>站点 ! 账本不符，未启用</source>
        <translation>Station ! wrong ledger, closed</translation>
    </message>
    <message>
        <source>站点 ! 账本版本较新，未启用</source>
        <translation>Station ! newer ledger, closed</translation>
    </message>
    <message>
        <source>站点 ! 恢复未完成，未启用</source>
        <translation>Station ! restore unfinished, closed</translation>
    </message>
    <message>
        <source>站点 ! 账本损坏，未启用</source>
        <translation>Station ! ledger damaged, closed</translation>
    </message>
    <message>
        <source>时差 —</source>
        <translation>Offset —</translation>
    </message>
    <message>
        <source>还没有与站点联系过，不知道本机时钟准不准。</source>
        <translation>The station has not been reached yet: nobody knows whether this clock is right.</translation>
    </message>
    <message>
        <source>%1 秒</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>◆ 时差 %1</source>
        <translation>◆ Offset %1</translation>
    </message>
    <message>
        <source>时差 %1</source>
        <translation>Offset %1</translation>
    </message>
    <message>
        <source>本机时钟比站点快 %1（最近一次联系时）。</source>
        <translation>This clock is %1 ahead of the station&apos;s (at the last contact).</translation>
    </message>
    <message>
        <source>本机时钟比站点慢 %1（最近一次联系时）。</source>
        <translation>This clock is %1 behind the station&apos;s (at the last contact).</translation>
    </message>
    <message>
        <source>请通知系统管理员校时。</source>
        <translation> Ask the administrator to set it.</translation>
    </message>
    <message>
        <source>站点 ! 账本丢失，未启用</source>
        <translation>Station ! ledger gone, closed</translation>
    </message>
</context>
<context>
    <name>console::PageKeys</name>
    <message>
        <source>回车</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>在地图上</source>
        <translation>On the map</translation>
    </message>
    <message>
        <source>移动</source>
        <translation>Move</translation>
    </message>
    <message>
        <source>放大、缩小、全图</source>
        <translation>Zoom in, out, whole plan</translation>
    </message>
    <message>
        <source>换层</source>
        <translation>Other floor</translation>
    </message>
    <message>
        <source>选择下一个</source>
        <translation>Select the next one</translation>
    </message>
    <message>
        <source>打开选中的</source>
        <translation>Open what is selected</translation>
    </message>
    <message>
        <source>到新警情</source>
        <translation>To the new alarm</translation>
    </message>
    <message>
        <source>巡查点位上</source>
        <translation>At a stop of a round</translation>
    </message>
    <message>
        <source>换点位</source>
        <translation>Other stop</translation>
    </message>
    <message>
        <source>逐项打勾</source>
        <translation>Tick the next item</translation>
    </message>
    <message>
        <source>正常、发现问题</source>
        <translation>Normal, finding</translation>
    </message>
    <message>
        <source>结束巡查</source>
        <translation>End the round</translation>
    </message>
</context>
<context>
    <name>console::Scene</name>
    <message>
        <source>请填写场景名称（40 字以内，首尾没有空格）。</source>
        <translation>Please give the scene a name (at most 40 characters, no blank at either end).</translation>
    </message>
    <message>
        <source>电视墙上没有摄像机，不能保存。</source>
        <translation>There is no camera on the wall to save.</translation>
    </message>
    <message>
        <source>没有这个名称的场景，可能已被别的席位移除。</source>
        <translation>No scene has this name; another seat may have removed it.</translation>
    </message>
    <message>
        <source>场景已经有 200 个，请先移除不用的。</source>
        <translation>There are 200 scenes already; please remove some first.</translation>
    </message>
    <message>
        <source>这个画面分割不能保存。</source>
        <translation>This division cannot be saved.</translation>
    </message>
    <message>
        <source>摄像机太多或编号有错，不能保存。</source>
        <translation>Too many cameras, or a wrong number: not saved.</translation>
    </message>
    <message>
        <source>请选择警情画面的位置。</source>
        <translation>Please choose where alarms open.</translation>
    </message>
    <message>
        <source>快捷键只能是 Ctrl+1 至 Ctrl+9。</source>
        <translation>The key can only be Ctrl+1 to Ctrl+9.</translation>
    </message>
</context>
<context>
    <name>console::Seat</name>
    <message>
        <source>%1 席</source>
        <translation>Seat %1</translation>
    </message>
</context>
<context>
    <name>console::Start</name>
    <message>
        <source>本席位的数据文件正被另一个程序使用。请先关闭那个程序，再启动守望。</source>
        <translation>This seat&apos;s data file is in use by another program. Close that program first, then start Shouwang.</translation>
    </message>
    <message>
        <source>本席位的数据文件不是守望席位程序的文件，或者文件开头已经损坏。请系统管理员把它移到别处保存，再启动守望：资料会从站点重新取回。</source>
        <translation>This seat&apos;s data file is not a file of Shouwang, or its beginning is destroyed. Have the system administrator move it elsewhere and keep it, then start Shouwang: everything is fetched from the station again.</translation>
    </message>
    <message>
        <source>本席位的数据文件是更新版本的守望写的。请安装那个版本或更新的版本；不要删除这个文件，里面可能有还没有送到站点的内容。</source>
        <translation>This seat&apos;s data file was written by a newer version of Shouwang. Install that version or a later one; do not delete the file, it may hold what has not reached the station yet.</translation>
    </message>
    <message>
        <source>数据目录属于另一个席位。请系统管理员检查席位文件和数据目录。</source>
        <translation>The data folder belongs to another seat. Have the system administrator check the seat file and the data folder.</translation>
    </message>
    <message>
        <source>本席位的数据文件损坏。请换一个席位工作并找系统管理员；不要删除这个文件，里面可能有还没有送到站点的内容。</source>
        <translation>This seat&apos;s data file is damaged. Work at another seat and call the system administrator; do not delete the file, it may hold what has not reached the station yet.</translation>
    </message>
    <message>
        <source>本席位的数据文件不能读写：磁盘可能已满、损坏，或者没有权限。请换一个席位工作并找系统管理员。</source>
        <translation>This seat&apos;s data file cannot be read or written: the disk may be full or failing, or the rights are missing. Work at another seat and call the system administrator.</translation>
    </message>
    <message>
        <source>守望已经在使用这个数据目录。请切换到已经打开的守望窗口；看不到窗口时请找系统管理员。</source>
        <translation>Shouwang is using this data folder already. Switch to the Shouwang window that is open; if there is none to be seen, call the system administrator.</translation>
    </message>
    <message>
        <source>数据目录不能写：磁盘可能已满，或者没有权限。请换一个席位工作并找系统管理员。</source>
        <translation>The data folder cannot be written: the disk may be full, or the rights are missing. Work at another seat and call the system administrator.</translation>
    </message>
</context>
<context>
    <name>console::Write</name>
    <message>
        <source>没有这个文件夹：%1</source>
        <translation>There is no such folder: %1</translation>
    </message>
    <message>
        <source>不能写入这个文件夹：%1</source>
        <translation>This folder cannot be written to: %1</translation>
    </message>
    <message>
        <source>磁盘已满，没有写成：%1</source>
        <translation>The disk is full, nothing was written: %1</translation>
    </message>
    <message>
        <source>磁盘出错，没有写成：%1</source>
        <translation>The disk failed, nothing was written: %1</translation>
    </message>
    <message>
        <source>归档</source>
        <translation>For the file</translation>
    </message>
    <message>
        <source>上报</source>
        <translation>Report upward</translation>
    </message>
    <message>
        <source>核查处理</source>
        <translation>Inquiry</translation>
    </message>
    <message>
        <source>移送有关机关</source>
        <translation>To another authority</translation>
    </message>
    <message>
        <source>交接班</source>
        <translation>Handover</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>打印记录不完整</source>
        <translation>The record of the print is incomplete</translation>
    </message>
    <message>
        <source>打印没有写明事由</source>
        <translation>Printed without a reason</translation>
    </message>
    <message>
        <source>带录像画面的打印须第二人签名</source>
        <translation>A print with pictures needs a second person&apos;s signature</translation>
    </message>
    <message>
        <source>第二人须是另一个账号</source>
        <translation>The second person must be another account</translation>
    </message>
    <message>
        <source>第二人无权批准打印录像画面</source>
        <translation>The second person may not approve printing pictures</translation>
    </message>
    <message>
        <source>第二人的签名核验不通过</source>
        <translation>The second person&apos;s signature does not hold</translation>
    </message>
    <message>
        <source>事由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>录像画面</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <source>%1 幅</source>
        <translation>%1</translation>
    </message>
</context>
<context>
    <name>dispatch</name>
    <message>
        <source>脱逃</source>
        <translation>Escape</translation>
    </message>
    <message>
        <source>自杀自伤自残</source>
        <translation>Suicide, self-harm</translation>
    </message>
    <message>
        <source>斗殴聚众</source>
        <translation>Brawl, gathering</translation>
    </message>
    <message>
        <source>袭警劫持</source>
        <translation>Assault, hostage</translation>
    </message>
    <message>
        <source>火灾</source>
        <translation>Fire</translation>
    </message>
    <message>
        <source>突发疾病、死亡</source>
        <translation>Sudden illness, death</translation>
    </message>
    <message>
        <source>疫情</source>
        <translation>Epidemic</translation>
    </message>
    <message>
        <source>食物中毒</source>
        <translation>Food poisoning</translation>
    </message>
    <message>
        <source>毒品、违禁品流入</source>
        <translation>Drugs, contraband</translation>
    </message>
    <message>
        <source>生产安全</source>
        <translation>Workshop accident</translation>
    </message>
    <message>
        <source>停电停水、系统瘫痪</source>
        <translation>Power, water or system failure</translation>
    </message>
    <message>
        <source>自然灾害</source>
        <translation>Natural disaster</translation>
    </message>
    <message>
        <source>冲击场所</source>
        <translation>Attack on the facility</translation>
    </message>
    <message>
        <source>舆情</source>
        <translation>Public opinion</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>处置完毕</source>
        <translation>Resolved</translation>
    </message>
    <message>
        <source>移交处理</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>查无此事</source>
        <translation>Unfounded</translation>
    </message>
    <message>
        <source>演练结束</source>
        <translation>Exercise ended</translation>
    </message>
    <message>
        <source>服务器版本不认识这项操作</source>
        <translation>The server&apos;s version does not know this act</translation>
    </message>
    <message>
        <source>内容不完整，请重新填写</source>
        <translation>Incomplete, please fill it in again</translation>
    </message>
    <message>
        <source>没有这个事件，可能尚未传到指挥中心</source>
        <translation>No such incident; it may not have reached the centre yet</translation>
    </message>
    <message>
        <source>事件已用另一编号立案</source>
        <translation>The incident is open under another number</translation>
    </message>
    <message>
        <source>事件编号已被占用，请重新立案</source>
        <translation>The number is taken, open it again</translation>
    </message>
    <message>
        <source>没有这条警情，不能据此立案</source>
        <translation>No such alarm to open an incident of</translation>
    </message>
    <message>
        <source>这条警情已由他人立案，请在该事件中处置</source>
        <translation>Somebody else has opened an incident of this alarm; work there</translation>
    </message>
    <message>
        <source>请选择事件类别</source>
        <translation>Choose a kind</translation>
    </message>
    <message>
        <source>请选择等级</source>
        <translation>Choose a grade</translation>
    </message>
    <message>
        <source>请写明事由</source>
        <translation>Say what it is about</translation>
    </message>
    <message>
        <source>请用文字说明</source>
        <translation>Say it in words</translation>
    </message>
    <message>
        <source>请写明理由</source>
        <translation>State the reason</translation>
    </message>
    <message>
        <source>请选择岗位</source>
        <translation>Choose a post</translation>
    </message>
    <message>
        <source>没有这项任务</source>
        <translation>No such task</translation>
    </message>
    <message>
        <source>任务已经下达，内容不能改变</source>
        <translation>The task is given and cannot be changed</translation>
    </message>
    <message>
        <source>任务已经完成或免除</source>
        <translation>The task is done or waived already</translation>
    </message>
    <message>
        <source>还有未完成的任务：完成，或写明理由免除</source>
        <translation>Tasks are open: finish them, or waive them with a reason</translation>
    </message>
    <message>
        <source>请选择结论</source>
        <translation>Choose a conclusion</translation>
    </message>
    <message>
        <source>结论不在本所目录中，请重新选择</source>
        <translation>This conclusion is not in the list, choose again</translation>
    </message>
    <message>
        <source>事件已由他人结案，请核对处置经过</source>
        <translation>Somebody else has closed this incident; check its timeline</translation>
    </message>
    <message>
        <source>结案之后才报来</source>
        <translation>Reported after the incident was closed</translation>
    </message>
    <message>
        <source>此前已有记录，以先报的为准</source>
        <translation>Recorded before; the first report stands</translation>
    </message>
    <message>
        <source>不认识的时间点</source>
        <translation>Unknown moment</translation>
    </message>
    <message>
        <source>立案</source>
        <translation>Incident opened</translation>
    </message>
    <message>
        <source>下达任务</source>
        <translation>Task given</translation>
    </message>
    <message>
        <source>任务完成</source>
        <translation>Task done</translation>
    </message>
    <message>
        <source>任务无法完成</source>
        <translation>Task cannot be done</translation>
    </message>
    <message>
        <source>免除任务</source>
        <translation>Task waived</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>第一时间</source>
        <translation>First moment</translation>
    </message>
    <message>
        <source>结案</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Ⅰ级 特别重大</source>
        <translation>Grade I, extremely serious</translation>
    </message>
    <message>
        <source>Ⅱ级 重大</source>
        <translation>Grade II, major</translation>
    </message>
    <message>
        <source>Ⅲ级 较大</source>
        <translation>Grade III, larger</translation>
    </message>
    <message>
        <source>Ⅳ级 一般</source>
        <translation>Grade IV, ordinary</translation>
    </message>
    <message>
        <source>到场</source>
        <translation>Arrived</translation>
    </message>
    <message>
        <source>控制</source>
        <translation>Controlled</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>固证</source>
        <translation>Secured</translation>
    </message>
    <message>
        <source>进行中</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>无法完成</source>
        <translation>Cannot</translation>
    </message>
    <message>
        <source>已免除</source>
        <translation>Waived</translation>
    </message>
    <message>
        <source>已完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>已结案 · %1</source>
        <translation>Closed · %1</translation>
    </message>
    <message>
        <source>处置中</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>处置中 · %1 项任务未完成</source>
        <translation>In progress · tasks open: %1</translation>
    </message>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>更正事件信息</source>
        <translation>Incident corrected</translation>
    </message>
    <message>
        <source>事件编号</source>
        <translation>Incident number</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>等级</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>事由</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>区域</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>时限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>结论</source>
        <translation>Conclusion</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>警情</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>（取代了“%1”）</source>
        <translation> (in place of “%1”)</translation>
    </message>
    <message>
        <source>演练事件和真实事件分开编号，请重新立案</source>
        <translation>Exercises and real incidents have numbers of their own; open it anew</translation>
    </message>
</context>
<context>
    <name>drill</name>
    <message>
        <source>服务器版本不认识这项操作</source>
        <translation>This server&apos;s version does not know the action</translation>
    </message>
    <message>
        <source>内容不完整</source>
        <translation>Something is missing</translation>
    </message>
    <message>
        <source>请填写演练名称</source>
        <translation>Enter the name of the exercise</translation>
    </message>
    <message>
        <source>请写明事由</source>
        <translation>Enter the reason</translation>
    </message>
    <message>
        <source>第二人不能是本人</source>
        <translation>The second person must be somebody else</translation>
    </message>
    <message>
        <source>第二人须是值班长或值班所领导</source>
        <translation>The second person must be a shift leader or the commander on duty</translation>
    </message>
    <message>
        <source>第二人的签名无效，请重新确认</source>
        <translation>The second person&apos;s signature is not valid; confirm again</translation>
    </message>
    <message>
        <source>计划结束时间须在现在以后</source>
        <translation>The planned end must lie ahead</translation>
    </message>
    <message>
        <source>一次演练最长 24 小时</source>
        <translation>An exercise lasts 24 hours at most</translation>
    </message>
    <message>
        <source>清单中有晚于计划结束时间的项目</source>
        <translation>The list has items after the planned end</translation>
    </message>
    <message>
        <source>清单最多 100 项</source>
        <translation>At most 100 items in the list</translation>
    </message>
    <message>
        <source>请选择报警点</source>
        <translation>Choose an alarm point</translation>
    </message>
    <message>
        <source>另一场演练正在进行，请先结束它</source>
        <translation>Another exercise is running; end it first</translation>
    </message>
    <message>
        <source>这场演练已经开始</source>
        <translation>This exercise has begun already</translation>
    </message>
    <message>
        <source>没有这场演练</source>
        <translation>There is no such exercise</translation>
    </message>
    <message>
        <source>这场演练已经结束</source>
        <translation>This exercise is over</translation>
    </message>
    <message>
        <source>开始演练</source>
        <translation>Start exercise</translation>
    </message>
    <message>
        <source>发出演练警情</source>
        <translation>Raise exercise alarm</translation>
    </message>
    <message>
        <source>演练警情过时未发</source>
        <translation>Exercise alarm left out, too late</translation>
    </message>
    <message>
        <source>结束演练</source>
        <translation>End exercise</translation>
    </message>
    <message>
        <source>中止演练</source>
        <translation>Abort exercise</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>计划结束</source>
        <translation>Planned end</translation>
    </message>
    <message>
        <source>清单</source>
        <translation>List</translation>
    </message>
    <message>
        <source>第二人</source>
        <translation>Second person</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>报警点</source>
        <translation>Alarm point</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>警情</source>
        <translation>Alarm</translation>
    </message>
    <message numerus="yes">
        <source>%n 项</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message>
        <source>已发出</source>
        <translation>Raised</translation>
    </message>
    <message>
        <source>过时未发</source>
        <translation>Left out</translation>
    </message>
    <message>
        <source>等待</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>演练 %1</source>
        <translation>EXERCISE %1</translation>
    </message>
    <message numerus="yes">
        <source>（超过计划 %n 分钟）</source>
        <translation>
            <numerusform> (%n minute over plan)</numerusform>
            <numerusform> (%n minutes over plan)</numerusform>
        </translation>
    </message>
    <message>
        <source>进行中</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>已中止 %1</source>
        <translation>Aborted %1</translation>
    </message>
    <message>
        <source>已结束 %1</source>
        <translation>Ended %1</translation>
    </message>
    <message>
        <source>手动</source>
        <translation>By hand</translation>
    </message>
    <message>
        <source>第 %1 秒</source>
        <translation>After %1 s</translation>
    </message>
    <message>
        <source>需要第二人用本人密码确认</source>
        <translation>A second person has to confirm with the own password</translation>
    </message>
</context>
<context>
    <name>drill::ItemTable</name>
    <message>
        <source>演练警情清单</source>
        <translation>Alarms of the exercise</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>报警点</source>
        <translation>Alarm point</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
</context>
<context>
    <name>duty</name>
    <message>
        <source>全所各区</source>
        <translation>All zones</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>发现问题</source>
        <translation>Finding</translation>
    </message>
    <message>
        <source>%1 个点位</source>
        <translation>%1 stops</translation>
    </message>
    <message>
        <source>对讲机</source>
        <translation>Radio</translation>
    </message>
    <message>
        <source>执法记录仪</source>
        <translation>Body camera</translation>
    </message>
    <message>
        <source>钥匙</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>警械</source>
        <translation>Police gear</translation>
    </message>
    <message>
        <source>工作站</source>
        <translation>Workstation</translation>
    </message>
    <message>
        <source>电视墙</source>
        <translation>Video wall</translation>
    </message>
    <message>
        <source>一般情况</source>
        <translation>General</translation>
    </message>
    <message>
        <source>上级指令</source>
        <translation>Instruction</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>点名</source>
        <translation>Roll call</translation>
    </message>
    <message>
        <source>巡查</source>
        <translation>Patrol</translation>
    </message>
    <message>
        <source>来访</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>故障</source>
        <translation>Fault</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>Officer</translation>
    </message>
    <message>
        <source>秩序</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>门禁</source>
        <translation>Doors</translation>
    </message>
    <message>
        <source>消防</source>
        <translation>Fire safety</translation>
    </message>
    <message>
        <source>图像</source>
        <translation>Picture</translation>
    </message>
    <message>
        <source>隐患</source>
        <translation>Hazard</translation>
    </message>
    <message>
        <source>执勤</source>
        <translation>Staff on duty</translation>
    </message>
    <message>
        <source>指挥中心三班制</source>
        <translation>Command centre, three shifts</translation>
    </message>
    <message>
        <source>指挥中心24小时班</source>
        <translation>Command centre, 24 h</translation>
    </message>
    <message>
        <source>大队24小时班</source>
        <translation>Brigade, 24 h</translation>
    </message>
    <message>
        <source>封闭执勤七天</source>
        <translation>Closed duty, 7 days</translation>
    </message>
    <message>
        <source>封闭执勤十四天</source>
        <translation>Closed duty, 14 days</translation>
    </message>
    <message>
        <source>服务器版本不认识这项操作</source>
        <translation>This server&apos;s version does not know the action</translation>
    </message>
    <message>
        <source>内容不完整，请重新填写</source>
        <translation>Incomplete, please fill it in again</translation>
    </message>
    <message>
        <source>没有写明岗位</source>
        <translation>No post is named</translation>
    </message>
    <message>
        <source>没有写明是谁</source>
        <translation>Nobody is named</translation>
    </message>
    <message>
        <source>班次与时间不符，请核对</source>
        <translation>Shift and time do not match, please check</translation>
    </message>
    <message>
        <source>此人同时在另一席位或岗位上岗，请核对</source>
        <translation>This person is on duty at another seat or post as well, please check</translation>
    </message>
    <message>
        <source>此人没有在这个岗位上岗的记录</source>
        <translation>There is no record that this person took this post</translation>
    </message>
    <message>
        <source>连续在岗超过上限，请值班长安排休息</source>
        <translation>On duty longer than the limit; the shift leader should arrange a rest</translation>
    </message>
    <message>
        <source>装备不在本所目录中</source>
        <translation>This equipment is not in the facility&apos;s list</translation>
    </message>
    <message>
        <source>请用文字说明</source>
        <translation>Please say it in words</translation>
    </message>
    <message>
        <source>请写明理由</source>
        <translation>Please give a reason</translation>
    </message>
    <message>
        <source>类别不在本所目录中</source>
        <translation>This kind is not in the facility&apos;s list</translation>
    </message>
    <message>
        <source>同一编号已有一条记录，两条都保留</source>
        <translation>There is a line of this identity already; both are kept</translation>
    </message>
    <message>
        <source>没有要更正的那条记录</source>
        <translation>The line to be corrected does not exist</translation>
    </message>
    <message>
        <source>这条记录已有更正，两条更正都保留，请核对</source>
        <translation>This line was corrected already; both corrections are kept, please check</translation>
    </message>
    <message>
        <source>这次巡查已经开始，以先报的为准</source>
        <translation>This round was begun already; the first report stands</translation>
    </message>
    <message>
        <source>没有这次巡查</source>
        <translation>There is no such round</translation>
    </message>
    <message>
        <source>巡查路线没有点位</source>
        <translation>The route has no stops</translation>
    </message>
    <message>
        <source>路线上没有这个点位</source>
        <translation>The route has no such stop</translation>
    </message>
    <message>
        <source>没有说明正常还是发现问题</source>
        <translation>It is not said whether it was normal or a finding</translation>
    </message>
    <message>
        <source>巡查结束之后才报来</source>
        <translation>Reported after the end of the round</translation>
    </message>
    <message>
        <source>巡查此前已经结束</source>
        <translation>The round had ended before</translation>
    </message>
    <message>
        <source>有点位没有巡查，请值班长知悉</source>
        <translation>Stops were left out; for the shift leader&apos;s attention</translation>
    </message>
    <message>
        <source>上岗</source>
        <translation>Took a post</translation>
    </message>
    <message>
        <source>离岗</source>
        <translation>Left a post</translation>
    </message>
    <message>
        <source>值班记录</source>
        <translation>Log line</translation>
    </message>
    <message>
        <source>更正值班记录</source>
        <translation>Correct a log line</translation>
    </message>
    <message>
        <source>开始视频巡查</source>
        <translation>Began a video patrol</translation>
    </message>
    <message>
        <source>巡查点位</source>
        <translation>Patrol stop</translation>
    </message>
    <message>
        <source>结束视频巡查</source>
        <translation>Ended a video patrol</translation>
    </message>
    <message>
        <source>席位</source>
        <translation>Seat</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>班制</source>
        <translation>Pattern</translation>
    </message>
    <message>
        <source>班次开始</source>
        <translation>Shift begins</translation>
    </message>
    <message>
        <source>班次结束</source>
        <translation>Shift ends</translation>
    </message>
    <message>
        <source>班组</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>装备</source>
        <translation>Equipment</translation>
    </message>
    <message>
        <source>连续在岗自</source>
        <translation>On duty without a break since</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>关联</source>
        <translation>Linked with</translation>
    </message>
    <message>
        <source>更正的记录</source>
        <translation>Corrected line</translation>
    </message>
    <message>
        <source>路线</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>点位</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>摄像机</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>图片</source>
        <translation>Picture</translation>
    </message>
    <message>
        <source>漏巡</source>
        <translation>Left out</translation>
    </message>
    <message>
        <source>接岗人</source>
        <translation>Relieved by</translation>
    </message>
    <message>
        <source>第 %1 个</source>
        <translation>No. %1</translation>
    </message>
    <message>
        <source>%1&#x3000;%2班&#x3000;%3—%4</source>
        <translation>%1&#x3000;Team %2&#x3000;%3–%4</translation>
    </message>
    <message>
        <source>%1 应有 %2 实有 %3</source>
        <translation>%1: %2 expected, %3 found</translation>
    </message>
    <message>
        <source>，有故障</source>
        <translation>, faulty</translation>
    </message>
    <message>
        <source>已连续在岗 %1，超过上限 %2 小时</source>
        <translation>On duty for %1, over the limit of %2 h</translation>
    </message>
    <message>
        <source>已连续在岗 %1，上限 %2 小时</source>
        <translation>On duty for %1, limit %2 h</translation>
    </message>
    <message>
        <source>（待本所核定）</source>
        <translation> (to be confirmed by the facility)</translation>
    </message>
    <message>
        <source>人员情况</source>
        <translation>Persons</translation>
    </message>
</context>
<context>
    <name>duty::Handover</name>
    <message>
        <source>人数</source>
        <translation>Headcount</translation>
    </message>
    <message>
        <source>警情</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>未办任务</source>
        <translation>Open task</translation>
    </message>
    <message>
        <source>旁路</source>
        <translation>Bypass</translation>
    </message>
    <message>
        <source>摄像机中断</source>
        <translation>Camera lost</translation>
    </message>
    <message>
        <source>被拒指令</source>
        <translation>Refused order</translation>
    </message>
    <message>
        <source>交班事项</source>
        <translation>Note for the next shift</translation>
    </message>
    <message>
        <source>装备</source>
        <translation>Equipment</translation>
    </message>
    <message>
        <source>其余事项</source>
        <translation>Further items</translation>
    </message>
    <message>
        <source>交班人</source>
        <translation>Outgoing officer</translation>
    </message>
    <message>
        <source>接班人</source>
        <translation>Incoming officer</translation>
    </message>
    <message>
        <source>人数不符</source>
        <translation>Headcount does not balance</translation>
    </message>
    <message>
        <source>无人接班</source>
        <translation>Nobody arrives</translation>
    </message>
    <message>
        <source>交接班未完成就离岗或退出登录</source>
        <translation>Left the post or signed off before the handover was complete</translation>
    </message>
    <message>
        <source>交接班还没有开始</source>
        <translation>The handover has not begun</translation>
    </message>
    <message>
        <source>交接清单中没有这一项</source>
        <translation>This item is not in the handover list</translation>
    </message>
    <message>
        <source>清点人数与名册不符</source>
        <translation>The count differs from the register</translation>
    </message>
    <message>
        <source>这一项没有人提出疑问</source>
        <translation>Nobody has questioned this item</translation>
    </message>
    <message>
        <source>交接班已完成，此后的答复不再计入</source>
        <translation>The handover is complete; later answers do not count</translation>
    </message>
    <message>
        <source>这一班已经交接完成</source>
        <translation>This shift has handed over already</translation>
    </message>
    <message>
        <source>清单已有变化，请重新核对后再签</source>
        <translation>The list has changed: check it again, then sign</translation>
    </message>
    <message>
        <source>还有事项未接收，请逐项接收或提出疑问</source>
        <translation>Items are unanswered: accept or question each of them</translation>
    </message>
    <message>
        <source>人数不符，须由值班领导签署例外</source>
        <translation>The headcount does not balance: the leader on duty has to sign an exception</translation>
    </message>
    <message>
        <source>须由交班人先签名</source>
        <translation>The outgoing officer signs first</translation>
    </message>
    <message>
        <source>须由另一个账号签名或答复</source>
        <translation>Another account has to sign or answer</translation>
    </message>
    <message>
        <source>交班人当班没有上岗记录</source>
        <translation>The outgoing officer was on no post of this shift</translation>
    </message>
    <message>
        <source>该账号无权在此签名</source>
        <translation>This account may not sign here</translation>
    </message>
    <message>
        <source>签名核验不通过，请重新输入密码签名</source>
        <translation>The signature does not hold: enter the password and sign again</translation>
    </message>
    <message>
        <source>没有这种例外</source>
        <translation>There is no such exception</translation>
    </message>
    <message>
        <source>人数相符，无须例外</source>
        <translation>The headcount balances; no exception is needed</translation>
    </message>
    <message>
        <source>开始交接班</source>
        <translation>Handover begun</translation>
    </message>
    <message>
        <source>接收交接事项</source>
        <translation>Item accepted</translation>
    </message>
    <message>
        <source>对交接事项提出疑问</source>
        <translation>Item questioned</translation>
    </message>
    <message>
        <source>答复疑问</source>
        <translation>Question answered</translation>
    </message>
    <message>
        <source>签署交接班例外</source>
        <translation>Handover exception signed</translation>
    </message>
    <message>
        <source>交接班签名</source>
        <translation>Handover signature</translation>
    </message>
    <message>
        <source>交班人签名</source>
        <translation>Signed by the outgoing officer</translation>
    </message>
    <message>
        <source>交接班完成</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>清点人数</source>
        <translation>Counted</translation>
    </message>
    <message>
        <source>例外</source>
        <translation>Exception</translation>
    </message>
    <message>
        <source>事件编号</source>
        <translation>Incident number</translation>
    </message>
    <message>
        <source>应在 %1</source>
        <translation>Present %1</translation>
    </message>
    <message>
        <source>编区 %1</source>
        <translation>Registered %1</translation>
    </message>
    <message>
        <source>离所 %1</source>
        <translation>Out %1</translation>
    </message>
    <message>
        <source>在他区 %1</source>
        <translation>Elsewhere %1</translation>
    </message>
    <message>
        <source>他区来 %1</source>
        <translation>Guests %1</translation>
    </message>
    <message>
        <source>%1&#x3000;限 %2</source>
        <translation>%1&#x3000;due %2</translation>
    </message>
    <message>
        <source>旁路至 %1</source>
        <translation>Bypassed until %1</translation>
    </message>
    <message>
        <source>&#x3000;期间触发 %1 次</source>
        <translation>&#x3000;pressed %1 times meanwhile</translation>
    </message>
    <message>
        <source>应有 %1&#x3000;实有 %2</source>
        <translation>Expected %1&#x3000;found %2</translation>
    </message>
    <message>
        <source>已巡 %1/%2</source>
        <translation>visited %1/%2</translation>
    </message>
    <message>
        <source>另有 %1 项没有列出，请在各自页面核对</source>
        <translation>%1 more are not listed: check them on their pages</translation>
    </message>
    <message>
        <source>自 %1</source>
        <translation>Since %1</translation>
    </message>
    <message>
        <source>◆ 下落不明 %1</source>
        <translation>◆ Missing %1</translation>
    </message>
    <message>
        <source>◆ 已超时</source>
        <translation>◆ Overdue</translation>
    </message>
    <message>
        <source>■ 有故障</source>
        <translation>■ Faulty</translation>
    </message>
    <message>
        <source>■ 数目不符</source>
        <translation>■ Wrong number</translation>
    </message>
    <message>
        <source>① 人数与去向</source>
        <translation>1 Headcount and whereabouts</translation>
    </message>
    <message>
        <source>② 重点人员&#x3000;③ 病号、服药、离所就医</source>
        <translation>2 Persons to watch&#x3000;3 The ill, medication, hospital</translation>
    </message>
    <message>
        <source>④ 钥匙、警械、对讲、执法记录仪</source>
        <translation>4 Keys, gear, radios, body cameras</translation>
    </message>
    <message>
        <source>⑤ 设施与安防状态</source>
        <translation>5 Installations and security</translation>
    </message>
    <message>
        <source>⑥ 当班事件、未办事项、上级指令</source>
        <translation>6 Incidents, open matters, instructions</translation>
    </message>
    <message>
        <source>%1 接收 %2</source>
        <translation>accepted by %1 %2</translation>
    </message>
    <message>
        <source>%1 清点 %2</source>
        <translation>counted by %1 %2</translation>
    </message>
    <message>
        <source>%1 问：%2</source>
        <translation>%1 asks: %2</translation>
    </message>
    <message>
        <source>&#x3000;%1 答：%2</source>
        <translation>&#x3000;%1 replies: %2</translation>
    </message>
    <message>
        <source>清点 %1&#x3000;%2</source>
        <translation>counted %1&#x3000;%2</translation>
    </message>
    <message>
        <source>系统未登记，请当面交接</source>
        <translation>Not in the system: hand over in person</translation>
    </message>
    <message>
        <source>无</source>
        <translation>None</translation>
    </message>
    <message>
        <source>%1 项</source>
        <translation>%1 items</translation>
    </message>
    <message>
        <source>%1 项，未答复 %2</source>
        <translation>%1 items, %2 unanswered</translation>
    </message>
    <message>
        <source>未答复</source>
        <translation>Unanswered</translation>
    </message>
    <message>
        <source>与名册不符</source>
        <translation>Differs from the register</translation>
    </message>
    <message>
        <source>已清点</source>
        <translation>Counted</translation>
    </message>
    <message>
        <source>已接收</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>有疑问</source>
        <translation>Questioned</translation>
    </message>
    <message>
        <source>已答复疑问</source>
        <translation>Question answered</translation>
    </message>
    <message>
        <source>有变化，须重新答复</source>
        <translation>Changed: answer again</translation>
    </message>
    <message>
        <source>共 %1 项</source>
        <translation>%1 items</translation>
    </message>
    <message>
        <source>未答复 %1</source>
        <translation>%1 unanswered</translation>
    </message>
    <message>
        <source>有疑问 %1</source>
        <translation>%1 questioned</translation>
    </message>
    <message>
        <source>◆ 人数不符 %1</source>
        <translation>◆ %1 headcounts do not balance</translation>
    </message>
    <message>
        <source>★ 新增或变化 %1</source>
        <translation>★ %1 new or changed</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>%1&#x3000;未开始</source>
        <translation>%1&#x3000;not begun</translation>
    </message>
    <message>
        <source>%1&#x3000;交接中</source>
        <translation>%1&#x3000;handing over</translation>
    </message>
    <message>
        <source>%1&#x3000;%2 → %3&#x3000;%4</source>
        <translation>%1&#x3000;%2 → %3&#x3000;%4</translation>
    </message>
    <message>
        <source>视频巡查</source>
        <translation>Video patrol</translation>
    </message>
</context>
<context>
    <name>duty::Log</name>
    <message>
        <source>更正原来的记录</source>
        <translation>Corrects an earlier line</translation>
    </message>
    <message>
        <source>理由：%1</source>
        <translation>reason: %1</translation>
    </message>
    <message>
        <source>已由 %1 在 %2 更正</source>
        <translation>Corrected by %1 at %2</translation>
    </message>
    <message>
        <source>警情</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>没有检查装备</source>
        <translation>Equipment not checked</translation>
    </message>
    <message>
        <source>装备齐全完好</source>
        <translation>Equipment complete and in order</translation>
    </message>
    <message>
        <source>%1 上岗：%2</source>
        <translation>%1 took the post: %2</translation>
    </message>
    <message>
        <source>没有登记离岗，%1 接岗时自动结束，实际离岗时间不明</source>
        <translation>Did not report leaving; ended when %1 took over, real time unknown</translation>
    </message>
    <message>
        <source>%1 离岗：%2</source>
        <translation>%1 left the post: %2</translation>
    </message>
    <message>
        <source>巡查</source>
        <translation>Patrol</translation>
    </message>
    <message>
        <source>巡查发现问题（%1）：%2</source>
        <translation>Patrol finding (%1): %2</translation>
    </message>
    <message>
        <source>开始视频巡查：%1</source>
        <translation>Video patrol begun: %1</translation>
    </message>
    <message>
        <source>%1 个点位</source>
        <translation>%1 stops</translation>
    </message>
    <message>
        <source>结束视频巡查：%1</source>
        <translation>Video patrol ended: %1</translation>
    </message>
    <message>
        <source>路线没有点位</source>
        <translation>The route has no stops</translation>
    </message>
    <message>
        <source>覆盖 %1/%2（%3%）</source>
        <translation>Covered %1/%2 (%3%)</translation>
    </message>
    <message>
        <source>；未巡：%1</source>
        <translation>; left out: %1</translation>
    </message>
    <message>
        <source>%1&#x3000;%2</source>
        <translation>%1  %2</translation>
    </message>
</context>
<context>
    <name>evidence</name>
    <message>
        <source>主码流</source>
        <translation>main stream</translation>
    </message>
    <message>
        <source>子码流</source>
        <translation>sub stream</translation>
    </message>
    <message>
        <source>主、子码流</source>
        <translation>main and sub stream</translation>
    </message>
    <message>
        <source>✓ 已封存</source>
        <translation>✓ sealed</translation>
    </message>
    <message>
        <source>◆ 不完整</source>
        <translation>◆ incomplete</translation>
    </message>
    <message>
        <source>… 录制中</source>
        <translation>… recording</translation>
    </message>
    <message>
        <source>▲ 没有保存</source>
        <translation>▲ not kept</translation>
    </message>
</context>
<context>
    <name>outages</name>
    <message>
        <source>服务器版本不认识这项操作</source>
        <translation>This server&apos;s version does not know the action</translation>
    </message>
    <message>
        <source>旁路指令不完整</source>
        <translation>The bypass order is not complete</translation>
    </message>
    <message>
        <source>旁路须写明原因</source>
        <translation>A bypass needs a reason</translation>
    </message>
    <message>
        <source>该报警点没有旁路</source>
        <translation>The point is not bypassed</translation>
    </message>
    <message>
        <source>旁路的结束时间已过</source>
        <translation>The bypass would be over already</translation>
    </message>
    <message>
        <source>旁路不得超过七天</source>
        <translation>A bypass lasts seven days at most</translation>
    </message>
    <message>
        <source>旁路累计超过 4 小时，须第二人签名</source>
        <translation>More than 4 hours of bypass in all: a second person has to sign</translation>
    </message>
    <message>
        <source>第二人须是另一个账号</source>
        <translation>The second person must be another account</translation>
    </message>
    <message>
        <source>第二人无权批准旁路</source>
        <translation>The second person may not approve a bypass</translation>
    </message>
    <message>
        <source>第二人的签名核验不通过</source>
        <translation>The second person&apos;s signature does not hold</translation>
    </message>
    <message>
        <source>未写明摄像机</source>
        <translation>No camera is named</translation>
    </message>
    <message>
        <source>该摄像机没有中断记录</source>
        <translation>The camera was not reported lost</translation>
    </message>
    <message>
        <source>旁路报警点</source>
        <translation>Point bypassed</translation>
    </message>
    <message>
        <source>解除旁路</source>
        <translation>Bypass ended</translation>
    </message>
    <message>
        <source>摄像机中断</source>
        <translation>Camera lost</translation>
    </message>
    <message>
        <source>摄像机恢复</source>
        <translation>Camera back</translation>
    </message>
    <message>
        <source>旁路期间的报警（已记录，未报出）</source>
        <translation>Press during a bypass (recorded, not raised)</translation>
    </message>
    <message>
        <source>点位</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>结束时间</source>
        <translation>Ends at</translation>
    </message>
    <message>
        <source>摄像机</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>中断时间</source>
        <translation>Lost since</translation>
    </message>
    <message>
        <source>▲ 已于 %1 到时，不再旁路，等站点记下结束</source>
        <translation>▲ Ended at %1, bypassed no longer; the station has yet to record the end</translation>
    </message>
    <message>
        <source>旁路至 %1（还有 %2）</source>
        <translation>Bypassed until %1 (%2 left)</translation>
    </message>
    <message>
        <source>◆ 不静音，按下照常报警</source>
        <translation>◆ Not silenced: a press still raises an alarm</translation>
    </message>
    <message>
        <source>期间没有触发</source>
        <translation>not triggered since</translation>
    </message>
    <message>
        <source>◆ 期间触发 %1 次，最近 %2</source>
        <translation>◆ triggered %1 times, last %2</translation>
    </message>
    <message>
        <source>%1 旁路</source>
        <translation>bypassed by %1</translation>
    </message>
    <message>
        <source>%1 旁路，第二人 %2</source>
        <translation>bypassed by %1, second person %2</translation>
    </message>
    <message>
        <source>【演练】%1</source>
        <translation>[Drill] %1</translation>
    </message>
    <message>
        <source>原因：%1</source>
        <translation>reason: %1</translation>
    </message>
    <message>
        <source>无画面 %1，自 %2</source>
        <translation>no picture for %1, since %2</translation>
    </message>
    <message>
        <source>看不到画面的席位：%1</source>
        <translation>seats without it: %1</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>操作人当时没有在该席位登录</source>
        <translation>The person was not signed on at this seat then</translation>
    </message>
    <message>
        <source>操作人没有这项权限</source>
        <translation>The person has no right to do this</translation>
    </message>
    <message>
        <source>登录的签名不对</source>
        <translation>The signature of the sign-on is wrong</translation>
    </message>
    <message>
        <source>服务器版本不认识这项操作</source>
        <translation>The server&apos;s version does not know this act</translation>
    </message>
</context>
<context>
    <name>people::Role</name>
    <message>
        <source>值班员</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>值班长</source>
        <translation>Shift leader</translation>
    </message>
    <message>
        <source>值班所领导</source>
        <translation>Duty commander</translation>
    </message>
    <message>
        <source>大队民警</source>
        <translation>Brigade officer</translation>
    </message>
    <message>
        <source>医务人员</source>
        <translation>Medical</translation>
    </message>
    <message>
        <source>督察</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>系统管理员</source>
        <translation>Administrator</translation>
    </message>
</context>
<context>
    <name>shell::Paper</name>
    <message>
        <source>第 %1 页，共 %2 页</source>
        <translation>Page %1 of %2</translation>
    </message>
</context>
<context>
    <name>shell::Theme</name>
    <message>
        <source>紧急</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>重要</source>
        <translation>High</translation>
    </message>
    <message>
        <source>一般</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>提示</source>
        <translation>Low</translation>
    </message>
    <message>
        <source>%1 秒</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 分 %2 秒</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 小时 %2 分</source>
        <translation>%1 h %2 min</translation>
    </message>
</context>
<context>
    <name>shouwang::alarms::AlarmButtons</name>
    <message>
        <source>接警 F1</source>
        <translation>Acknowledge F1</translation>
    </message>
    <message>
        <source>回看 %1 秒 F5</source>
        <translation>Look back %1 s F5</translation>
    </message>
    <message>
        <source>真警 F2</source>
        <translation>True F2</translation>
    </message>
    <message>
        <source>误报 F3</source>
        <translation>False F3</translation>
    </message>
    <message>
        <source>立案 F4</source>
        <translation>Incident F4</translation>
    </message>
    <message>
        <source>关闭警情 F8</source>
        <translation>Close alarm F8</translation>
    </message>
    <message>
        <source>✓ 已接警</source>
        <translation>✓ Acknowledged</translation>
    </message>
    <message>
        <source>查看事件 F4</source>
        <translation>See incident F4</translation>
    </message>
</context>
<context>
    <name>shouwang::alarms::AlarmForm</name>
    <message>
        <source>收起 Esc</source>
        <translation>Fold Esc</translation>
    </message>
    <message>
        <source>请选择原因</source>
        <translation>Choose a cause</translation>
    </message>
    <message>
        <source>定性</source>
        <translation>Classified</translation>
    </message>
    <message>
        <source>更正理由（必填）</source>
        <translation>Reason of the correction (needed)</translation>
    </message>
    <message>
        <source>关闭警情</source>
        <translation>Close alarm</translation>
    </message>
    <message>
        <source>更正定性：%1</source>
        <translation>Correct to: %1</translation>
    </message>
    <message>
        <source>定性：%1</source>
        <translation>Classify as: %1</translation>
    </message>
    <message>
        <source>原因（必选）</source>
        <translation>Cause (needed)</translation>
    </message>
    <message>
        <source>原因（可不选）</source>
        <translation>Cause (optional)</translation>
    </message>
    <message>
        <source>说明（必填）</source>
        <translation>Explanation (needed)</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>确认关闭</source>
        <translation>Confirm closing</translation>
    </message>
    <message>
        <source>确认更正为%1</source>
        <translation>Confirm correction to %1</translation>
    </message>
    <message>
        <source>确认%1</source>
        <translation>Confirm: %1</translation>
    </message>
</context>
<context>
    <name>shouwang::alarms::AlarmHead</name>
    <message>
        <source>触发 %1 · 关闭 %2</source>
        <translation>Raised %1 · closed %2</translation>
    </message>
    <message>
        <source>触发 %1 · 已过 %2</source>
        <translation>Raised %1 · %2 ago</translation>
    </message>
    <message>
        <source>无人接警：%1</source>
        <translation>Not acknowledged: %1</translation>
    </message>
    <message>
        <source>又触发 %1 次，最近 %2</source>
        <translation>Raised %1 more times, last %2</translation>
    </message>
    <message>
        <source>设备时钟不准：设备报 %1</source>
        <translation>Device clock is off: it says %1</translation>
    </message>
</context>
<context>
    <name>shouwang::alarms::AlarmListView</name>
    <message>
        <source>警情列表</source>
        <translation>Alarm list</translation>
    </message>
    <message>
        <source>现在没有警情
新警情会出现在这里，最紧急的在最上面</source>
        <translation>No alarms now
New alarms stand here, the most urgent on top</translation>
    </message>
</context>
<context>
    <name>shouwang::alarms::AlarmPanel</name>
    <message>
        <source>没有选中的警情
在上方列表中选中一条，这里显示地点、处置程序和经过</source>
        <translation>No alarm selected
Select one above: place, procedure and timeline are shown here</translation>
    </message>
    <message>
        <source>处置经过</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <source>处置程序 · %1</source>
        <translation>Procedure · %1</translation>
    </message>
    <message>
        <source>
依据：%1</source>
        <translation>
Basis: %1</translation>
    </message>
    <message>
        <source>录像证据</source>
        <translation>Recorded evidence</translation>
    </message>
</context>
<context>
    <name>shouwang::alarms::TimelineView</name>
    <message>
        <source>处置经过</source>
        <translation>Timeline</translation>
    </message>
</context>
<context>
    <name>shouwang::attention::AttentionPage</name>
    <message>
        <source>待处理列表</source>
        <translation>Items that need attention</translation>
    </message>
    <message>
        <source>没有待处理的事项。
站点没有接受的指令和存疑的报告会列在这里，处理之前不会消失。</source>
        <translation>Nothing needs attention.
Orders that the station did not accept and contested reports stand here until they are settled.</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>所填</source>
        <translation>As typed</translation>
    </message>
    <message>
        <source>现状</source>
        <translation>As it stands</translation>
    </message>
    <message>
        <source>请选择处理结果</source>
        <translation>Choose an outcome</translation>
    </message>
    <message>
        <source>存疑的报告由值班长处理。</source>
        <translation>Contested reports are settled by the shift leader.</translation>
    </message>
    <message>
        <source>记为已处理</source>
        <translation>Settle</translation>
    </message>
    <message>
        <source>%1&#x3000;%2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>&#x3000;理由：%1</source>
        <translation>  Reason: %1</translation>
    </message>
    <message>
        <source>依据：%1</source>
        <translation>Basis: %1</translation>
    </message>
    <message>
        <source>处理结果（必选）</source>
        <translation>Outcome (needed)</translation>
    </message>
    <message>
        <source>如何处理的（必填）</source>
        <translation>How it was settled (needed)</translation>
    </message>
</context>
<context>
    <name>shouwang::care::HeadcountBox</name>
    <message>
        <source>各区人数</source>
        <translation>Persons by zone</translation>
    </message>
    <message>
        <source>人员流动名册里还没有人。
名册由管理员在站点导入，导入之后这里按区列出人数，不列姓名。</source>
        <translation>The movement register is still empty.
An administrator imports it at the station; then the number of persons in each zone stands here, without names.</translation>
    </message>
    <message>
        <source>戒毒人员编号</source>
        <translation>Person&apos;s number</translation>
    </message>
    <message>
        <source>到哪个区</source>
        <translation>To which zone</translation>
    </message>
    <message>
        <source>事由（不写病情）</source>
        <translation>Reason (no illness)</translation>
    </message>
    <message>
        <source>登记流动</source>
        <translation>Report move</translation>
    </message>
    <message>
        <source>登记人员流动需要大队民警、医护或指挥中心民警的权限。</source>
        <translation>Reporting a move takes the right of a brigade officer, a medic or an officer of the command centre.</translation>
    </message>
    <message>
        <source>编号由字母、数字和“-”组成，如 QH26-0001</source>
        <translation>A number has letters, digits and &apos;-&apos;, like QH26-0001</translation>
    </message>
    <message>
        <source>请选择到哪个区</source>
        <translation>Please choose the zone</translation>
    </message>
</context>
<context>
    <name>shouwang::care::HeadcountModel</name>
    <message>
        <source>全所</source>
        <translation>Whole facility</translation>
    </message>
    <message>
        <source>区域</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>实有</source>
        <translation>Present</translation>
    </message>
    <message>
        <source>编区</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>离所</source>
        <translation>Out</translation>
    </message>
    <message>
        <source>在他区</source>
        <translation>In other zones</translation>
    </message>
    <message>
        <source>他区来</source>
        <translation>From other zones</translation>
    </message>
    <message>
        <source>下落不明</source>
        <translation>Missing</translation>
    </message>
</context>
<context>
    <name>shouwang::console::DutyPage</name>
    <message>
        <source>值班日志</source>
        <translation>Duty log</translation>
    </message>
    <message>
        <source>视频巡查</source>
        <translation>Video patrol</translation>
    </message>
    <message>
        <source>在所人数</source>
        <translation>Headcount</translation>
    </message>
    <message>
        <source>系统</source>
        <translation>System</translation>
    </message>
    <message>
        <source>交接班</source>
        <translation>Handover</translation>
    </message>
    <message>
        <source>停用与中断</source>
        <translation>Out of use</translation>
    </message>
</context>
<context>
    <name>shouwang::console::HandoverPrinter</name>
    <message>
        <source>没有这次交接班，或者无权打印。</source>
        <translation>There is no such handover, or you may not print it.</translation>
    </message>
</context>
<context>
    <name>shouwang::console::HandoverWatch</name>
    <message>
        <source>交接班已超过 15 分钟没有完成：%1。请双方签名，或由值班领导签署例外。</source>
        <translation>The handover is more than 15 minutes late: %1. Both officers sign, or the leader on duty signs an exception.</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>shouwang::console::HealthPage</name>
    <message>
        <source>摄像机</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>重连</source>
        <translation>Breaks</translation>
    </message>
    <message>
        <source>无响应</source>
        <translation>Stalls</translation>
    </message>
    <message>
        <source>丢包</source>
        <translation>Gaps</translation>
    </message>
    <message>
        <source>坏数据</source>
        <translation>Bad</translation>
    </message>
    <message>
        <source>冻结</source>
        <translation>Freezes</translation>
    </message>
    <message>
        <source>分辨率变化</source>
        <translation>Resized</translation>
    </message>
    <message>
        <source>上次断开</source>
        <translation>Last break</translation>
    </message>
    <message>
        <source>本席位没有电视墙程序，不知道摄像机的情况。</source>
        <translation>This seat has no wall program and does not know how the cameras are.</translation>
    </message>
    <message>
        <source>✓ %1 路摄像机都正常</source>
        <translation>✓ All %1 cameras are well</translation>
    </message>
    <message>
        <source>▲ %1 路摄像机中 %2 路异常</source>
        <translation>▲ Of %1 cameras %2 have a fault</translation>
    </message>
    <message>
        <source>▲ 电视墙没有运行，下面是它停下之前的情况。</source>
        <translation>▲ The wall is not running; below is how things were before it stopped.</translation>
    </message>
</context>
<context>
    <name>shouwang::console::IncidentPage</name>
    <message>
        <source>事件</source>
        <translation>Incidents</translation>
    </message>
    <message>
        <source>登记报告</source>
        <translation>Record report</translation>
    </message>
    <message>
        <source>没有警情、由人报告的情况，在这里立案</source>
        <translation>Open an incident that a person reported, without an alarm</translation>
    </message>
    <message>
        <source>请先选择一个事件。</source>
        <translation>Select an incident first.</translation>
    </message>
</context>
<context>
    <name>shouwang::console::LinkedStrip</name>
    <message>
        <source>关联画面&#x3000;%1 %2</source>
        <translation>Linked cameras  %1 %2</translation>
    </message>
    <message>
        <source>关联画面</source>
        <translation>Linked cameras</translation>
    </message>
    <message>
        <source>没有电视墙程序，没有画面。</source>
        <translation>No wall program, no pictures.</translation>
    </message>
    <message>
        <source>选中一条警情后，这里显示它的关联画面。</source>
        <translation>Select an alarm: its linked cameras are shown here.</translation>
    </message>
    <message>
        <source>这个报警点没有关联摄像机。</source>
        <translation>This alarm point has no linked cameras.</translation>
    </message>
</context>
<context>
    <name>shouwang::console::MainWindow</name>
    <message>
        <source>守望</source>
        <translation>Shouwang</translation>
    </message>
    <message>
        <source>警情</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>系统</source>
        <translation>System</translation>
    </message>
    <message>
        <source>本席位没有电视墙程序，不能回看。</source>
        <translation>This seat has no wall program and cannot look back.</translation>
    </message>
    <message>
        <source>电视墙正在回看 %1 秒前的画面</source>
        <translation>The wall shows the picture of %1 s ago</translation>
    </message>
    <message>
        <source>电视墙程序中断，正在自动重启。画面暂停，警情照常接收。</source>
        <translation>The wall program stopped and is being restarted. Pictures pause, alarms go on.</translation>
    </message>
    <message>
        <source>电视墙已经恢复。</source>
        <translation>The wall is back.</translation>
    </message>
    <message>
        <source>没有保存！磁盘可能已满或损坏。填写的内容还在，请马上找系统管理员，然后再试。</source>
        <translation>Not saved! The disk may be full or damaged. What you typed is still there: call the administrator now, then try again.</translation>
    </message>
    <message>
        <source>本席位的数据文件损坏，列表可能不全。请换一个席位工作并找系统管理员。</source>
        <translation>This seat&apos;s data file is damaged, lists may be incomplete. Work at another seat and call the administrator.</translation>
    </message>
    <message>
        <source>站点发来的场所资料有错误，继续使用原来的资料。</source>
        <translation>The site file from the station has errors; the one before stays in force.</translation>
    </message>
    <message>
        <source>退出守望</source>
        <translation>Quit Shouwang</translation>
    </message>
    <message numerus="yes">
        <source>还有 %n 条警情没有接警。退出后本席位不再响铃。</source>
        <translation>
            <numerusform>%n alarm is not acknowledged. This seat will be silent once you quit.</numerusform>
            <numerusform>%n alarms are not acknowledged. This seat will be silent once you quit.</numerusform>
        </translation>
    </message>
    <message>
        <source>留下</source>
        <translation>Stay</translation>
    </message>
    <message>
        <source>仍要退出</source>
        <translation>Quit anyway</translation>
    </message>
    <message>
        <source>转到 %1</source>
        <translation>Go to %1</translation>
    </message>
    <message>
        <source>值守</source>
        <translation>Watch</translation>
    </message>
    <message>
        <source>处置</source>
        <translation>Respond</translation>
    </message>
    <message>
        <source>查找操作</source>
        <translation>Find an action</translation>
    </message>
    <message>
        <source>锁定席位</source>
        <translation>Lock this seat</translation>
    </message>
    <message>
        <source>退出登录</source>
        <translation>Sign off</translation>
    </message>
    <message>
        <source>试音</source>
        <translation>Test the sound</translation>
    </message>
    <message>
        <source>全屏</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>切换深色和浅色</source>
        <translation>Switch dark and light</translation>
    </message>
    <message>
        <source>现在连接站点</source>
        <translation>Connect to the station now</translation>
    </message>
    <message>
        <source>电视墙回到实时</source>
        <translation>Wall back to live</translation>
    </message>
    <message>
        <source>登记报告（没有警情）</source>
        <translation>Record a report (no alarm)</translation>
    </message>
    <message>
        <source>接警</source>
        <translation>Acknowledge</translation>
    </message>
    <message>
        <source>真警</source>
        <translation>True alarm</translation>
    </message>
    <message>
        <source>误报</source>
        <translation>False alarm</translation>
    </message>
    <message>
        <source>立案处置</source>
        <translation>Open incident</translation>
    </message>
    <message>
        <source>回看 10 秒</source>
        <translation>Look back 10 s</translation>
    </message>
    <message>
        <source>关闭警情</source>
        <translation>Close alarm</translation>
    </message>
    <message>
        <source>下一条警情</source>
        <translation>Next alarm</translation>
    </message>
    <message>
        <source>上一条警情</source>
        <translation>Previous alarm</translation>
    </message>
    <message>
        <source>最急的警情</source>
        <translation>Worst alarm</translation>
    </message>
    <message>
        <source>场景 %1</source>
        <translation>Scene %1</translation>
    </message>
    <message numerus="yes">
        <source>警情录像没有保存：%n 台摄像机（%1）</source>
        <translation>
            <numerusform>No recording was kept of this alarm: %n camera (%1)</numerusform>
            <numerusform>No recording was kept of this alarm: %n cameras (%1)</numerusform>
        </translation>
    </message>
    <message>
        <source>电视墙程序被人关闭，正在重新启动。</source>
        <translation>Somebody closed the wall program. It is being started again.</translation>
    </message>
    <message>
        <source>席位</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>快捷键一览</source>
        <translation>All keys</translation>
    </message>
    <message>
        <source>更正事件信息</source>
        <translation>Correct the incident</translation>
    </message>
    <message numerus="yes">
        <source>另有 %n 处错误</source>
        <translation>
            <numerusform>%n more problem</numerusform>
            <numerusform>%n more problems</numerusform>
        </translation>
    </message>
    <message>
        <source>站点发来的账号资料有错误，继续使用原来的账号。请通知系统管理员。</source>
        <translation>The station sent accounts with an error; the ones known before stay in use. Tell the system administrator.</translation>
    </message>
    <message>
        <source>账号资料损坏，现在不能登录。连上站点后会重新取回，请通知系统管理员。</source>
        <translation>The accounts are damaged, nobody can sign on now. They are fetched again from the station; tell the system administrator.</translation>
    </message>
    <message>
        <source>站点发来的摄像机密码有错误，部分画面可能打不开。请通知系统管理员。</source>
        <translation>The station sent camera passwords with an error; some pictures may not open. Tell the system administrator.</translation>
    </message>
    <message>
        <source>站点发来的资料没有存进本席位的磁盘，现在可以照常工作，断网后重新启动会用旧资料。请通知系统管理员检查磁盘。</source>
        <translation>What the station sent could not be stored on this seat&apos;s disk. Work goes on as usual, but a restart without the network would use old data. Have the system administrator check the disk.</translation>
    </message>
    <message>
        <source>您登录的岗位是“%1”，还没有上岗。按 Ctrl+G 清点装备并上岗。</source>
        <translation>You signed on for the post &quot;%1&quot; and have not taken it yet. Press Ctrl+G to count the equipment and take it.</translation>
    </message>
    <message>
        <source>地图</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>值班</source>
        <translation>Duty</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>打印事件（PDF）</source>
        <translation>Print incident (PDF)</translation>
    </message>
    <message>
        <source>上岗（清点装备）</source>
        <translation>Take a post</translation>
    </message>
    <message>
        <source>离岗</source>
        <translation>Leave post</translation>
    </message>
    <message>
        <source>写值班日志</source>
        <translation>Write in the log</translation>
    </message>
    <message>
        <source>更正选中的日志</source>
        <translation>Correct log line</translation>
    </message>
    <message>
        <source>视频巡查</source>
        <translation>Video patrol</translation>
    </message>
    <message>
        <source>在所人数</source>
        <translation>Headcount</translation>
    </message>
    <message>
        <source>现在写一份应急单</source>
        <translation>Write an emergency sheet now</translation>
    </message>
    <message>
        <source>写出诊断包</source>
        <translation>Write diagnostics</translation>
    </message>
    <message>
        <source>地图和电视墙</source>
        <translation>Map and wall</translation>
    </message>
    <message>
        <source>在地图上查找地点、摄像机</source>
        <translation>Find on the map</translation>
    </message>
    <message>
        <source>在地图上看这条警情</source>
        <translation>Show this alarm on the map</translation>
    </message>
    <message>
        <source>调出场景 %1</source>
        <translation>Scene %1</translation>
    </message>
    <message>
        <source>调出场景</source>
        <translation>Show a scene</translation>
    </message>
    <message>
        <source>电视墙 %1</source>
        <translation>Wall: %1</translation>
    </message>
    <message>
        <source>保存场景</source>
        <translation>Save scene</translation>
    </message>
    <message>
        <source>开始或暂停轮巡</source>
        <translation>Start or pause the tour</translation>
    </message>
    <message>
        <source>轮巡设置</source>
        <translation>Tour list</translation>
    </message>
    <message>
        <source>Ctrl+%1 还没有场景。按 Ctrl+Shift+S 保存现在的画面。</source>
        <translation>Ctrl+%1 has no scene yet. Ctrl+Shift+S saves what the wall shows now.</translation>
    </message>
    <message>
        <source>演练</source>
        <translation>Exercise</translation>
    </message>
    <message>
        <source>中止演练</source>
        <translation>Abort exercise</translation>
    </message>
    <message>
        <source>本班还没有交接完成，不能退出登录。请双方签名，或由值班领导签署例外。</source>
        <translation>This shift has not handed over, so you cannot sign off. Both sides sign, or the leader on duty signs an exception.</translation>
    </message>
    <message>
        <source>旁路报警点…</source>
        <translation>Bypass an alarm point…</translation>
    </message>
    <message>
        <source>旁路选中警情的报警点…</source>
        <translation>Bypass this point…</translation>
    </message>
    <message>
        <source>交接班（开始、清单）</source>
        <translation>Handover (begin, list)</translation>
    </message>
    <message>
        <source>接收选中的交接事项</source>
        <translation>Accept the selected handover item</translation>
    </message>
    <message>
        <source>打印最近一次交接班</source>
        <translation>Print the last handover</translation>
    </message>
    <message>
        <source>还没有交接班记录可以打印。</source>
        <translation>There is no handover to print yet.</translation>
    </message>
    <message>
        <source>电视墙 1、4、9、16、1+5、1+7</source>
        <translation>Wall: 1, 4, 9, 16, 1+5, 1+7</translation>
    </message>
    <message>
        <source>对选中的交接事项提出疑问</source>
        <translation>Question the selected handover item</translation>
    </message>
    <message>
        <source>签署交接班</source>
        <translation>Sign the handover</translation>
    </message>
</context>
<context>
    <name>shouwang::console::MapPage</name>
    <message>
        <source>单击摄像机在电视墙打开，单击区域选中它的摄像机；键盘：Tab 选择，回车打开。</source>
        <translation>Click a camera to open it on the wall, a zone to select its cameras. By keyboard: Tab chooses, Enter opens.</translation>
    </message>
    <message numerus="yes">
        <source>%1 %2&#x3000;摄像机 %n 台</source>
        <translation>
            <numerusform>%1 %2  %n camera</numerusform>
            <numerusform>%1 %2  %n cameras</numerusform>
        </translation>
    </message>
    <message>
        <source>在电视墙打开前 16 台</source>
        <translation>Open the first 16 on the wall</translation>
    </message>
    <message numerus="yes">
        <source>在电视墙打开 %n 台</source>
        <translation>
            <numerusform>Open %n camera on the wall</numerusform>
            <numerusform>Open %n cameras on the wall</numerusform>
        </translation>
    </message>
    <message>
        <source>本席位没有电视墙程序，不能打开画面。</source>
        <translation>This seat has no wall program and cannot open pictures.</translation>
    </message>
    <message>
        <source>电视墙打开了 %1 台摄像机，这个区域共有 %2 台。</source>
        <translation>The wall shows %1 cameras; this zone has %2.</translation>
    </message>
    <message>
        <source>这个区域没有摄像机。</source>
        <translation>This zone has no camera.</translation>
    </message>
</context>
<context>
    <name>shouwang::console::OutagePage</name>
    <message>
        <source>没有保存！磁盘可能已满或损坏。填写的内容还在。</source>
        <translation>Not saved! The disk may be full or damaged. What you typed is still there.</translation>
    </message>
</context>
<context>
    <name>shouwang::console::PaperPrinter</name>
    <message>
        <source>没有做成 PDF。</source>
        <translation>The PDF could not be made.</translation>
    </message>
    <message>
        <source>席位已锁定，没有打印。</source>
        <translation>The seat is locked; nothing was printed.</translation>
    </message>
    <message>
        <source>第二人没有签名，没有打印。</source>
        <translation>The second person has not signed; nothing was printed.</translation>
    </message>
    <message>
        <source>打印没有能记入账本，因此没有写出。磁盘可能已满或损坏。</source>
        <translation>The print could not be recorded in the ledger, so nothing was written. The disk may be full or damaged.</translation>
    </message>
</context>
<context>
    <name>shouwang::console::PapersBox</name>
    <message>
        <source>现在写一份</source>
        <translation>Write one now</translation>
    </message>
    <message>
        <source>写出诊断包</source>
        <translation>Write diagnostics</translation>
    </message>
    <message>
        <source>诊断包存到文件夹</source>
        <translation>Folder for the diagnostics</translation>
    </message>
    <message>
        <source>▲ 应急单没有写成。%1</source>
        <translation>▲ The emergency sheet was not written. %1</translation>
    </message>
    <message>
        <source>应急单：本席位不写。</source>
        <translation>Emergency sheet: not written at this seat.</translation>
    </message>
    <message>
        <source>应急单：%1 已写到 %2（PDF 和文本，每小时一份，保留最近 48 份）</source>
        <translation>Emergency sheet: written %1 to %2 (PDF and text, one an hour, the newest 48 are kept)</translation>
    </message>
    <message>
        <source>应急单：每小时写一份，第一份马上就写。</source>
        <translation>Emergency sheet: one an hour; the first one comes at once.</translation>
    </message>
    <message>
        <source>✓ 诊断包已写到 %1</source>
        <translation>✓ Diagnostics written to %1</translation>
    </message>
    <message>
        <source>正在写出…</source>
        <translation>Writing…</translation>
    </message>
    <message>
        <source>诊断包给查故障的人看：版本、设置、计数和日志，不含密码、姓名和记录内容。</source>
        <translation>For whoever looks for a fault: versions, settings, counters and log, without passwords, names and what was recorded.</translation>
    </message>
</context>
<context>
    <name>shouwang::console::PrintForm</name>
    <message>
        <source>保存 PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>存到文件夹</source>
        <translation>Into folder</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Put away</translation>
    </message>
    <message>
        <source>打印事件 %1：经过、任务、第一时间、录像画面和散列值</source>
        <translation>Print incident %1: what was done, tasks, first duties, pictures and hashes</translation>
    </message>
    <message>
        <source>正在核对录像并写出…</source>
        <translation>Proving the clips and writing…</translation>
    </message>
    <message>
        <source>✓ 已保存：%1</source>
        <translation>✓ Saved: %1</translation>
    </message>
    <message>
        <source>请写明存到哪个文件夹。</source>
        <translation>Say into which folder.</translation>
    </message>
    <message>
        <source>带录像画面（须第二人签名）</source>
        <translation>With pictures (a second person signs)</translation>
    </message>
    <message>
        <source>打印事由</source>
        <translation>Reason for printing</translation>
    </message>
    <message>
        <source>请选择事由</source>
        <translation>Choose a reason</translation>
    </message>
    <message>
        <source>事由说明</source>
        <translation>More about the reason</translation>
    </message>
    <message>
        <source>说明：给谁、哪一案（记入账本）</source>
        <translation>For whom, which case (kept in the ledger)</translation>
    </message>
    <message>
        <source>打印交接班 %1：全部事项及答复、例外、双方签名和散列值</source>
        <translation>Print handover %1: all items with answers, exceptions, both signatures with hashes</translation>
    </message>
    <message>
        <source>正在写出…</source>
        <translation>Writing…</translation>
    </message>
    <message>
        <source>请选择打印事由；选“其他”时须写明</source>
        <translation>Choose a reason for printing; “other” needs words</translation>
    </message>
</context>
<context>
    <name>shouwang::console::PriorityCounts</name>
    <message>
        <source>未关闭的警情：%1</source>
        <translation>Open alarms: %1</translation>
    </message>
</context>
<context>
    <name>shouwang::console::SceneForm</name>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>移除场景</source>
        <translation>Remove scene</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Put away</translation>
    </message>
    <message>
        <source>没有快捷键</source>
        <translation>No key</translation>
    </message>
    <message>
        <source>警情在右侧</source>
        <translation>Alarms at the right</translation>
    </message>
    <message>
        <source>警情占整屏</source>
        <translation>Alarms on the whole wall</translation>
    </message>
    <message>
        <source>场景名称</source>
        <translation>Name of the scene</translation>
    </message>
    <message>
        <source>快捷键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>警情画面的位置</source>
        <translation>Where alarms open</translation>
    </message>
    <message>
        <source>覆盖保存</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>已有这个名称的场景，保存会覆盖它。</source>
        <translation>There is a scene of this name; saving replaces it.</translation>
    </message>
    <message>
        <source>保存电视墙现在的画面分割和摄像机，所有席位都能调出。</source>
        <translation>Saves the wall&apos;s division and cameras as they are now; every seat can show them.</translation>
    </message>
    <message>
        <source>没有保存，请再试一次。</source>
        <translation>Not saved. Please try again.</translation>
    </message>
</context>
<context>
    <name>shouwang::console::SceneModel</name>
    <message>
        <source>★ %1</source>
        <translation>★ %1</translation>
    </message>
</context>
<context>
    <name>shouwang::console::SystemPage</name>
    <message>
        <source>… 等待</source>
        <translation>… waiting</translation>
    </message>
    <message>
        <source>✓ 实时</source>
        <translation>✓ live</translation>
    </message>
    <message>
        <source>◆ 延迟</source>
        <translation>◆ late</translation>
    </message>
    <message>
        <source>▲ 丢失</source>
        <translation>▲ lost</translation>
    </message>
    <message>
        <source>主码流</source>
        <translation>Main</translation>
    </message>
    <message>
        <source>子码流</source>
        <translation>Sub</translation>
    </message>
    <message>
        <source>本席位</source>
        <translation>This seat</translation>
    </message>
    <message>
        <source>连接与保存</source>
        <translation>Connection and saving</translation>
    </message>
    <message>
        <source>摄像机</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>画面停了</source>
        <translation>Picture age</translation>
    </message>
    <message>
        <source>码流</source>
        <translation>Stream</translation>
    </message>
    <message>
        <source>帧/秒</source>
        <translation>fps</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>深色（夜间、暗室）</source>
        <translation>Dark (night, dark room)</translation>
    </message>
    <message>
        <source>浅色（白天办公室）</source>
        <translation>Light (daytime office)</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>席位</source>
        <translation>Seat</translation>
    </message>
    <message>
        <source>%1 席&#x3000;%2</source>
        <translation>Seat %1  %2</translation>
    </message>
    <message>
        <source>本席位没有电视墙程序。</source>
        <translation>This seat has no wall program.</translation>
    </message>
    <message>
        <source>✓ 电视墙在运行</source>
        <translation>✓ The wall runs</translation>
    </message>
    <message>
        <source>▲ 电视墙没有运行，正在自动重启</source>
        <translation>▲ The wall does not run and is being restarted</translation>
    </message>
    <message>
        <source>&#x3000;自动重启 %1 次</source>
        <translation>   restarted %1 times</translation>
    </message>
    <message>
        <source>&#x3000;处理器 %1 核（上限 %2 核）&#x3000;内存 %3 MB</source>
        <translation>   CPU %1 cores (limit %2)   memory %3 MB</translation>
    </message>
    <message>
        <source>待处理</source>
        <translation>To settle</translation>
    </message>
    <message>
        <source>待处理 (%1)</source>
        <translation>To settle (%1)</translation>
    </message>
    <message>
        <source>电视墙</source>
        <translation>Wall</translation>
    </message>
    <message>
        <source>摄像机与设备</source>
        <translation>Cameras and devices</translation>
    </message>
    <message>
        <source>◆ 缓慢</source>
        <translation>◆ slow</translation>
    </message>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>电视墙显示器</source>
        <translation>Monitor of the wall</translation>
    </message>
    <message>
        <source>应急与诊断</source>
        <translation>Emergency and diagnostics</translation>
    </message>
</context>
<context>
    <name>shouwang::console::TimelineFilters</name>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>从</source>
        <translation>From</translation>
    </message>
    <message>
        <source>到</source>
        <translation>To</translation>
    </message>
    <message>
        <source>区域</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>Officer</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>昨夜 18:00–08:00</source>
        <translation>Last night 18:00–08:00</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>最近 24 小时</source>
        <translation>Last 24 hours</translation>
    </message>
    <message>
        <source>最近 7 天</source>
        <translation>Last 7 days</translation>
    </message>
    <message>
        <source>最近 31 天</source>
        <translation>Last 31 days</translation>
    </message>
    <message>
        <source>自定</source>
        <translation>Own choice</translation>
    </message>
    <message>
        <source>全部类别</source>
        <translation>All kinds</translation>
    </message>
    <message>
        <source>全部区域</source>
        <translation>All zones</translation>
    </message>
    <message>
        <source>全部人员</source>
        <translation>All officers</translation>
    </message>
    <message>
        <source>系统</source>
        <translation>System</translation>
    </message>
    <message>
        <source>%1（%2）</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>shouwang::console::TimelinePage</name>
    <message>
        <source>记录</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>这段时间里没有这样的记录。
请放宽时间、区域、人员或类别。</source>
        <translation>No such record in that time.
Widen time, zone, officer or kind.</translation>
    </message>
    <message>
        <source>有新的记录，点此查看</source>
        <translation>New records: show them</translation>
    </message>
    <message>
        <source>发生了什么</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>只存在本席位，尚未传到站点</source>
        <translation>saved at this seat only, not at the station yet</translation>
    </message>
    <message>
        <source>账本第 %1 条</source>
        <translation>fact %1 of the ledger</translation>
    </message>
    <message numerus="yes">
        <source>已显示 %n 条；更早的请缩短时间再看</source>
        <translation>
            <numerusform>%n record is shown; shorten the time to see older ones</numerusform>
            <numerusform>%n records are shown; shorten the time to see older ones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>最近 %n 条，往下滚动看更早的</source>
        <translation>
            <numerusform>The newest %n; scroll down for older ones</numerusform>
            <numerusform>The newest %n; scroll down for older ones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>共 %n 条</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouwang::console::TopBar</name>
    <message>
        <source>平时</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>无人登录</source>
        <translation>Nobody signed on</translation>
    </message>
    <message>
        <source>%1班</source>
        <translation>Team %1</translation>
    </message>
    <message>
        <source>守望</source>
        <translation>Shouwang</translation>
    </message>
    <message>
        <source>守望 %1</source>
        <translation>Shouwang %1</translation>
    </message>
    <message>
        <source>%1（已锁定）</source>
        <translation>%1 (locked)</translation>
    </message>
    <message>
        <source>已锁定</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>锁定 Ctrl+L</source>
        <translation>Lock Ctrl+L</translation>
    </message>
    <message>
        <source>▲ 磁盘</source>
        <translation>▲ disk</translation>
    </message>
    <message>
        <source>◆ 席位</source>
        <translation>◆ Seat</translation>
    </message>
    <message>
        <source>▲ 应急单</source>
        <translation>▲ Sheet</translation>
    </message>
    <message>
        <source>应急单没有写成。%1</source>
        <translation>The emergency sheet was not written. %1</translation>
    </message>
    <message>
        <source>演练</source>
        <translation>Exercise</translation>
    </message>
</context>
<context>
    <name>shouwang::console::TourForm</name>
    <message>
        <source>轮巡列表</source>
        <translation>Stops of the tour</translation>
    </message>
    <message>
        <source>每处停留</source>
        <translation>Time at each stop</translation>
    </message>
    <message>
        <source>停留 </source>
        <translation>Stay </translation>
    </message>
    <message>
        <source> 秒</source>
        <translation> s</translation>
    </message>
    <message>
        <source>加入当前场景</source>
        <translation>Add this scene</translation>
    </message>
    <message>
        <source>加入墙上摄像机</source>
        <translation>Add the wall&apos;s cameras</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Down</translation>
    </message>
    <message>
        <source>移除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>暂停轮巡</source>
        <translation>Pause tour</translation>
    </message>
    <message>
        <source>开始轮巡</source>
        <translation>Start tour</translation>
    </message>
    <message>
        <source>列表是空的：先在电视墙上调出场景，再加入这里。</source>
        <translation>The list is empty: show a scene on the wall, then add it here.</translation>
    </message>
    <message>
        <source>对电视墙的任何操作都会暂停轮巡；有未接警情时轮巡等待。</source>
        <translation>Whatever is done with the wall pauses the tour; while an alarm waits, the tour waits.</translation>
    </message>
</context>
<context>
    <name>shouwang::console::TourModel</name>
    <message>
        <source>摄像机 %1</source>
        <translation>Camera %1</translation>
    </message>
    <message>
        <source>场景 %1</source>
        <translation>Scene %1</translation>
    </message>
</context>
<context>
    <name>shouwang::console::WallBar</name>
    <message>
        <source>轮巡设置</source>
        <translation>Tour list</translation>
    </message>
    <message>
        <source>保存场景</source>
        <translation>Save scene</translation>
    </message>
    <message>
        <source>场景</source>
        <translation>Scene</translation>
    </message>
    <message>
        <source>画面分割</source>
        <translation>Division</translation>
    </message>
    <message>
        <source>无电视墙</source>
        <translation>No wall</translation>
    </message>
    <message>
        <source>电视墙正在启动…</source>
        <translation>The wall is starting…</translation>
    </message>
    <message>
        <source>电视墙 %1 路，实时 %2 路</source>
        <translation>Wall: %1 cameras, %2 live</translation>
    </message>
    <message>
        <source>开始轮巡</source>
        <translation>Start tour</translation>
    </message>
    <message>
        <source>轮巡 %1 秒</source>
        <translation>Tour %1 s</translation>
    </message>
    <message>
        <source>轮巡等待警情</source>
        <translation>Tour: alarm</translation>
    </message>
    <message>
        <source>轮巡已暂停</source>
        <translation>Tour paused</translation>
    </message>
    <message>
        <source>画面 %1 …</source>
        <translation>Picture %1 …</translation>
    </message>
</context>
<context>
    <name>shouwang::console::WallScreenChoice</name>
    <message>
        <source>自动（第二块显示器，没有就用窗口）</source>
        <translation>Automatic (second monitor, or a window)</translation>
    </message>
    <message>
        <source>%1&#x3000;%2×%3</source>
        <translation>%1  %2×%3</translation>
    </message>
    <message>
        <source>（本席位在这里）</source>
        <translation> (this desk is here)</translation>
    </message>
    <message>
        <source>%1（没有接上）</source>
        <translation>%1 (not connected)</translation>
    </message>
</context>
<context>
    <name>shouwang::console::WatchPage</name>
    <message>
        <source>本席位没有电视墙程序，所以没有画面。警情和处置照常。</source>
        <translation>This seat has no wall program, so there are no pictures. Alarms and response work as usual.</translation>
    </message>
    <message>
        <source>还没有收到场所资料。连上站点后，这里显示摄像机画面。</source>
        <translation>The site file has not arrived yet. Once the station answers, the cameras are shown here.</translation>
    </message>
    <message>
        <source>这个场景里没有摄像机。</source>
        <translation>This scene has no cameras.</translation>
    </message>
</context>
<context>
    <name>shouwang::dispatch::AmendForm</name>
    <message>
        <source>更正…</source>
        <translation>Correct…</translation>
    </message>
    <message>
        <source>确认更正 Ctrl+Enter</source>
        <translation>Correct Ctrl+Enter</translation>
    </message>
    <message>
        <source>收起 Esc</source>
        <translation>Fold Esc</translation>
    </message>
    <message>
        <source>未定</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>更正类别、等级、事由、区域、地点（Ctrl+R）</source>
        <translation>Correct kind, grade, subject, zone or place (Ctrl+R)</translation>
    </message>
    <message>
        <source>为什么更正，如 现场核实</source>
        <translation>Why, such as: checked on site</translation>
    </message>
    <message>
        <source>还没有改动任何一项</source>
        <translation>Nothing has been changed yet</translation>
    </message>
    <message>
        <source>事件已经结案，不能再更正。所填内容保留在这里，可写入记录。</source>
        <translation>The incident has been closed and cannot be corrected. What you typed stays here; it can go into a note.</translation>
    </message>
    <message>
        <source>更正事件信息</source>
        <translation>Correct the incident</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>等级（本所分级，可随时升级上报）</source>
        <translation>Grade (can be raised at any time)</translation>
    </message>
    <message>
        <source>事由（必填）</source>
        <translation>What it is about (needed)</translation>
    </message>
    <message>
        <source>区域</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>更正理由（必填）</source>
        <translation>Reason of the correction (needed)</translation>
    </message>
    <message>
        <source>现为“%1”（%2）；确认后以您填的为准，原值仍可查</source>
        <translation>Now “%1” (%2). If you go on, yours stands and the other stays on record.</translation>
    </message>
</context>
<context>
    <name>shouwang::dispatch::CloseForm</name>
    <message>
        <source>结案</source>
        <translation>Close incident</translation>
    </message>
    <message>
        <source>确认结案</source>
        <translation>Confirm closing</translation>
    </message>
    <message>
        <source>收起 Esc</source>
        <translation>Fold Esc</translation>
    </message>
    <message>
        <source>请选择结论</source>
        <translation>Choose a conclusion</translation>
    </message>
    <message>
        <source>结论（必选）</source>
        <translation>Conclusion (needed)</translation>
    </message>
    <message>
        <source>说明（必填）：原因、经过和结果</source>
        <translation>Account (needed): cause, course and outcome</translation>
    </message>
</context>
<context>
    <name>shouwang::dispatch::IncidentHead</name>
    <message>
        <source>立案 %1 · %2</source>
        <translation>Opened %1 · %2</translation>
    </message>
    <message>
        <source>结案 %1 · %2：%3</source>
        <translation>Closed %1 · %2: %3</translation>
    </message>
</context>
<context>
    <name>shouwang::dispatch::IncidentListView</name>
    <message>
        <source>事件列表</source>
        <translation>Incident list</translation>
    </message>
    <message>
        <source>没有事件
在警情上按 F4 立案，事件和任务会出现在这里</source>
        <translation>No incidents
Press F4 on an alarm to open one; incidents and tasks appear here</translation>
    </message>
</context>
<context>
    <name>shouwang::dispatch::IncidentPanel</name>
    <message>
        <source>没有选中的事件
在左侧列表中选中一个，或在警情上按 F4 立案</source>
        <translation>No incident selected
Select one at the left, or press F4 on an alarm</translation>
    </message>
    <message>
        <source>四个第一时间</source>
        <translation>Four first moments</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>处置经过</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <source>
依据：%1</source>
        <translation>
Basis: %1</translation>
    </message>
</context>
<context>
    <name>shouwang::dispatch::MergeNote</name>
    <message>
        <source>知道了</source>
        <translation>Got it</translation>
    </message>
    <message>
        <source>● 两人更正了同一项，以站点收到的先后为准</source>
        <translation>● Two people corrected the same item; the station&apos;s order decides</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>被取代的</source>
        <translation>Overtaken</translation>
    </message>
</context>
<context>
    <name>shouwang::dispatch::MomentBar</name>
    <message>
        <source>记录“%1”的时间</source>
        <translation>Record the time of &quot;%1&quot;</translation>
    </message>
</context>
<context>
    <name>shouwang::dispatch::NoteBox</name>
    <message>
        <source>记录</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>现场情况，只增不改</source>
        <translation>What happens; added to, never changed</translation>
    </message>
    <message>
        <source>现场情况</source>
        <translation>What is seen on site</translation>
    </message>
</context>
<context>
    <name>shouwang::dispatch::OpenForm</name>
    <message>
        <source>立案 Ctrl+Enter</source>
        <translation>Open Ctrl+Enter</translation>
    </message>
    <message>
        <source>收起 Esc</source>
        <translation>Fold Esc</translation>
    </message>
    <message>
        <source>请选择类别</source>
        <translation>Choose a kind</translation>
    </message>
    <message>
        <source>一句话写清发生了什么</source>
        <translation>Say in one line what happened</translation>
    </message>
    <message>
        <source>新事件</source>
        <translation>New incident</translation>
    </message>
    <message>
        <source>类别（必选）</source>
        <translation>Kind (needed)</translation>
    </message>
    <message>
        <source>等级（本所分级，可随时升级上报）</source>
        <translation>Grade (can be raised at any time)</translation>
    </message>
    <message>
        <source>事由（必填）</source>
        <translation>What it is about (needed)</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>来自警情：%1</source>
        <translation>From the alarm: %1</translation>
    </message>
    <message>
        <source>由人员报告</source>
        <translation>Reported by a person</translation>
    </message>
</context>
<context>
    <name>shouwang::dispatch::TaskBox</name>
    <message>
        <source>还没有任务。选岗位，写清要做什么，按“下达”</source>
        <translation>No tasks yet. Choose a post, say what to do, press &quot;Give&quot;</translation>
    </message>
    <message>
        <source>结果说明（无法完成、免除时必填）</source>
        <translation>Result (needed for &quot;cannot&quot; and &quot;waive&quot;)</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>无法完成</source>
        <translation>Cannot</translation>
    </message>
    <message>
        <source>免除</source>
        <translation>Waive</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>%1 分钟内</source>
        <translation>within %1 min</translation>
    </message>
    <message>
        <source>不限时</source>
        <translation>no limit</translation>
    </message>
    <message>
        <source>要做什么</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>下达</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>选中任务的结果说明</source>
        <translation>What became of the selected task</translation>
    </message>
    <message>
        <source>任务的岗位</source>
        <translation>Post of the task</translation>
    </message>
    <message>
        <source>任务的时限</source>
        <translation>Time for the task</translation>
    </message>
    <message>
        <source>任务：要做什么</source>
        <translation>Task: what to do</translation>
    </message>
</context>
<context>
    <name>shouwang::dispatch::TaskDelegate</name>
    <message>
        <source>超时 %1</source>
        <translation>%1 overdue</translation>
    </message>
    <message>
        <source>剩 %1</source>
        <translation>%1 left</translation>
    </message>
</context>
<context>
    <name>shouwang::drill::DrillPage</name>
    <message>
        <source>演练</source>
        <translation>Exercise</translation>
    </message>
    <message>
        <source>中止演练 %1</source>
        <translation>Abort exercise %1</translation>
    </message>
    <message>
        <source>立即中止，不需要第二人，断网也有效</source>
        <translation>Ends it at once, needs no second person and no network</translation>
    </message>
    <message>
        <source>以往演练</source>
        <translation>Exercises</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>演练进行中</source>
        <translation>Exercise running</translation>
    </message>
    <message>
        <source>没有演练</source>
        <translation>No exercise</translation>
    </message>
</context>
<context>
    <name>shouwang::drill::RunningBox</name>
    <message>
        <source>现在发出选中项</source>
        <translation>Raise selected now</translation>
    </message>
    <message>
        <source>发出演练警情</source>
        <translation>Raise exercise alarm</translation>
    </message>
    <message>
        <source>结束演练</source>
        <translation>End exercise</translation>
    </message>
    <message>
        <source>警情说明（可不填）</source>
        <translation>What the alarm says (optional)</translation>
    </message>
    <message>
        <source>手动发出一条演练警情</source>
        <translation>Raise one exercise alarm by hand</translation>
    </message>
    <message>
        <source>结束演练（需要第二人确认；紧急情况请按中止）</source>
        <translation>End the exercise (a second person confirms; in an emergency press abort)</translation>
    </message>
    <message>
        <source>%1 开始，计划到 %2。组织：%3，第二人：%4。事由：%5</source>
        <translation>Since %1, planned until %2. Run by %3, second person %4. Reason: %5</translation>
    </message>
    <message>
        <source>警情说明</source>
        <translation>What the alarm says</translation>
    </message>
    <message>
        <source>达到目标、时间已到 …</source>
        <translation>Aim reached, time is up …</translation>
    </message>
    <message>
        <source>为什么结束（必填）</source>
        <translation>Why it ends (needed)</translation>
    </message>
</context>
<context>
    <name>shouwang::drill::StartForm</name>
    <message>
        <source>例如：夜间处突演练</source>
        <translation>For example: night response exercise</translation>
    </message>
    <message>
        <source>依据哪项计划、为什么现在进行</source>
        <translation>By which plan, and why now</translation>
    </message>
    <message>
        <source>警情说明（可不填）</source>
        <translation>What the alarm says (optional)</translation>
    </message>
    <message>
        <source>加入清单</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>移出选中项</source>
        <translation>Remove selected</translation>
    </message>
    <message>
        <source>开始演练 Ctrl+Enter</source>
        <translation>Start exercise Ctrl+Enter</translation>
    </message>
    <message>
        <source>第 </source>
        <translation>After </translation>
    </message>
    <message>
        <source> 秒</source>
        <translation> s</translation>
    </message>
    <message>
        <source>开始后多少秒</source>
        <translation>Seconds after the start</translation>
    </message>
    <message>
        <source> 分钟</source>
        <translation> min</translation>
    </message>
    <message>
        <source>名称（必填）</source>
        <translation>Name (required)</translation>
    </message>
    <message>
        <source>事由（必填）</source>
        <translation>Reason (required)</translation>
    </message>
    <message>
        <source>计划时长</source>
        <translation>Planned length</translation>
    </message>
    <message>
        <source>按时发出的警情</source>
        <translation>Timed alarms</translation>
    </message>
    <message>
        <source>第二人确认</source>
        <translation>Second person</translation>
    </message>
    <message>
        <source>只有值班长和值班所领导可以组织演练</source>
        <translation>Only shift leaders and commanders may run an exercise</translation>
    </message>
    <message>
        <source>警情说明</source>
        <translation>What the alarm says</translation>
    </message>
</context>
<context>
    <name>shouwang::duty::AnswerBar</name>
    <message>
        <source>接收 A</source>
        <translation>Accept A</translation>
    </message>
    <message>
        <source>提出疑问 Q</source>
        <translation>Question Q</translation>
    </message>
    <message>
        <source>答复 R</source>
        <translation>Reply R</translation>
    </message>
    <message>
        <source>例外 X</source>
        <translation>Exception X</translation>
    </message>
    <message>
        <source>清点人数</source>
        <translation>Counted</translation>
    </message>
    <message>
        <source>疑问或答复</source>
        <translation>Question or reply</translation>
    </message>
    <message>
        <source>人数不符时由值班领导签署例外</source>
        <translation>When the headcount does not balance the leader on duty signs an exception</translation>
    </message>
    <message>
        <source>清点 A</source>
        <translation>Count A</translation>
    </message>
    <message>
        <source>先选中一项有疑问的</source>
        <translation>First select an item that is questioned</translation>
    </message>
    <message>
        <source>接收其余 %1 项 Shift+A</source>
        <translation>Accept the other %1 Shift+A</translation>
    </message>
    <message>
        <source>答复疑问，回车保存</source>
        <translation>Reply here, Enter saves</translation>
    </message>
    <message>
        <source>疑问写在这里，回车提出</source>
        <translation>Question here, Enter sends</translation>
    </message>
    <message>
        <source>请填写清点到的人数（数字）</source>
        <translation>Enter how many were counted (digits)</translation>
    </message>
</context>
<context>
    <name>shouwang::duty::EquipmentForm</name>
    <message>
        <source>装备</source>
        <translation>Equipment</translation>
    </message>
    <message>
        <source>应有</source>
        <translation>Expected</translation>
    </message>
    <message>
        <source>实有</source>
        <translation>Present</translation>
    </message>
    <message>
        <source>故障</source>
        <translation>Fault</translation>
    </message>
    <message>
        <source>%1 应有</source>
        <translation>%1 expected</translation>
    </message>
    <message>
        <source>%1 实有</source>
        <translation>%1 found</translation>
    </message>
    <message>
        <source>%1 有故障</source>
        <translation>%1 faulty</translation>
    </message>
    <message>
        <source>缺什么、坏在哪里</source>
        <translation>What is missing or broken</translation>
    </message>
    <message>
        <source>还没有清点：%1</source>
        <translation>Not counted yet: %1</translation>
    </message>
    <message>
        <source>装备情况说明</source>
        <translation>Remark on the equipment</translation>
    </message>
</context>
<context>
    <name>shouwang::duty::ExceptionForm</name>
    <message>
        <source>值班领导账号</source>
        <translation>Account of the leader on duty</translation>
    </message>
    <message>
        <source>请填写值班领导的账号</source>
        <translation>Enter the account of the leader on duty</translation>
    </message>
    <message>
        <source>签署例外并立案</source>
        <translation>Sign the exception and open an incident</translation>
    </message>
    <message>
        <source>收起 Esc</source>
        <translation>Fold Esc</translation>
    </message>
    <message>
        <source>理由（必填）：为什么、已采取什么措施</source>
        <translation>Reason (required): why, and what has been done</translation>
    </message>
    <message>
        <source>例外的理由</source>
        <translation>Reason of the exception</translation>
    </message>
    <message>
        <source>例外：%1。由值班领导本人签署，同时立案。</source>
        <translation>Exception: %1. Signed by the leader on duty in person; opens an incident.</translation>
    </message>
    <message>
        <source>交接班例外：%1</source>
        <translation>Handover exception: %1</translation>
    </message>
    <message>
        <source>正在核对…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>值班领导本人密码</source>
        <translation>Leader&apos;s own password</translation>
    </message>
    <message>
        <source>请值班领导输入本人密码</source>
        <translation>The leader on duty enters the own password</translation>
    </message>
</context>
<context>
    <name>shouwang::duty::HandoverBox</name>
    <message>
        <source>现在没有班次可交：请检查系统时间</source>
        <translation>There is no shift to hand over now: check the system time</translation>
    </message>
    <message>
        <source>还没有开始交接班。由民警登录后开始。</source>
        <translation>The handover has not begun. A police officer signs on and begins.</translation>
    </message>
    <message>
        <source>还没有开始交接班。清单由系统自动列出（建议项目，待本所核定）。</source>
        <translation>The handover has not begun. The list makes itself (proposed items, to be confirmed by the facility).</translation>
    </message>
    <message>
        <source>%1 无人接班，经值班领导签署例外后结束</source>
        <translation>%1: nobody arrived; ended by an exception of the leader on duty</translation>
    </message>
    <message>
        <source>✓ %1 交班，%2 接班，%3 交接完成</source>
        <translation>✓ %1 handed over to %2, complete %3</translation>
    </message>
    <message>
        <source>（%1）</source>
        <translation> (%1)</translation>
    </message>
    <message>
        <source>◆ 例外：%1。%2 %3 签署，理由：%4。事件 %5</source>
        <translation>◆ Exception: %1. Signed by %2 %3, reason: %4. Incident %5</translation>
    </message>
    <message>
        <source>◆ 站点退回了 %1 %2 的签名：%3</source>
        <translation>◆ The station has sent back the signature of %1 of %2: %3</translation>
    </message>
    <message>
        <source>请先填写%1的账号</source>
        <translation>First enter the account of the %1</translation>
    </message>
    <message>
        <source>交接清单</source>
        <translation>Handover list</translation>
    </message>
    <message>
        <source>还没有可交接的班次
班次开始后，这里自动列出人数、警情、事件、旁路等待交事项</source>
        <translation>There is no shift to hand over yet
Once it begins, headcounts, alarms, incidents, bypasses and more are listed here</translation>
    </message>
    <message>
        <source>哪一次交接班</source>
        <translation>Which handover</translation>
    </message>
    <message>
        <source>○ 站点未确认</source>
        <translation>○ Not confirmed by the station</translation>
    </message>
    <message>
        <source>已存在本席位；连上站点后由站点核对确认</source>
        <translation>Saved at this seat; the station checks and confirms it once it is reached</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>无人接班…</source>
        <translation>Nobody arrives…</translation>
    </message>
    <message>
        <source>由值班领导签署例外并立案，交接班就此结束</source>
        <translation>The leader on duty signs an exception and opens an incident; that ends the handover</translation>
    </message>
    <message>
        <source>没有这个账号</source>
        <translation>There is no such account</translation>
    </message>
    <message>
        <source>%1（%2 项）</source>
        <translation>%1 (%2 items)</translation>
    </message>
    <message>
        <source>%1（%2）</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>✓ %1 %2</source>
        <translation>✓ %1 %2</translation>
    </message>
    <message>
        <source>未签名</source>
        <translation>Not signed</translation>
    </message>
    <message>
        <source>现在开始交接班</source>
        <translation>Begin the handover</translation>
    </message>
</context>
<context>
    <name>shouwang::duty::HandoverModel</name>
    <message>
        <source>★ 新</source>
        <translation>★ New</translation>
    </message>
</context>
<context>
    <name>shouwang::duty::LogBox</name>
    <message>
        <source>显示哪些记录</source>
        <translation>Which lines to show</translation>
    </message>
    <message>
        <source>全部记录</source>
        <translation>Everything</translation>
    </message>
    <message>
        <source>值班记录</source>
        <translation>Log line</translation>
    </message>
    <message>
        <source>警情和事件</source>
        <translation>Alarms and incidents</translation>
    </message>
    <message>
        <source>岗位和巡查</source>
        <translation>Posts and patrols</translation>
    </message>
    <message>
        <source>警情很多，这里只列出最近的。</source>
        <translation>There are many alarms; only the latest stand here.</translation>
    </message>
    <message>
        <source>值班日志</source>
        <translation>Duty log</translation>
    </message>
    <message>
        <source>本班还没有记录
警情、事件、上岗和巡查自动记入；您的记录写在下面，回车记入</source>
        <translation>Nothing has been logged in this shift
Alarms, incidents, posts and patrols enter themselves; write your own line below and press Enter</translation>
    </message>
    <message>
        <source>更正这条记录</source>
        <translation>Correct this line</translation>
    </message>
    <message>
        <source>记入更正（原记录保留）</source>
        <translation>Log the correction (the old line stays)</translation>
    </message>
    <message>
        <source>记录类别</source>
        <translation>Kind of line</translation>
    </message>
    <message>
        <source>写一条值班记录，回车记入（Ctrl+J）</source>
        <translation>Write a line, Enter logs it (Ctrl+J)</translation>
    </message>
    <message>
        <source>记入</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>更正：%1</source>
        <translation>Correct: %1</translation>
    </message>
    <message>
        <source>与原记录相同，没有更正</source>
        <translation>The same as before, nothing is corrected</translation>
    </message>
    <message>
        <source>更正为（必填）</source>
        <translation>Corrected text (needed)</translation>
    </message>
    <message>
        <source>更正理由（必填）</source>
        <translation>Reason of the correction (needed)</translation>
    </message>
    <message>
        <source>交下一班</source>
        <translation>For the next shift</translation>
    </message>
    <message>
        <source>列入下一次交接班，由接班人逐项接收</source>
        <translation>Stands in the next handover, where the incoming officer takes each item over</translation>
    </message>
</context>
<context>
    <name>shouwang::duty::LogModel</name>
    <message>
        <source>（已更正）</source>
        <translation>(corrected)</translation>
    </message>
</context>
<context>
    <name>shouwang::duty::PostBox</name>
    <message>
        <source>现在没有班次：请检查系统时间</source>
        <translation>There is no shift now: please check the system time</translation>
    </message>
    <message>
        <source>%1 离开 %2</source>
        <translation>%1 leaves %2</translation>
    </message>
    <message>
        <source>本席位的班制</source>
        <translation>Pattern of this seat</translation>
    </message>
    <message>
        <source>在岗人员</source>
        <translation>On post</translation>
    </message>
    <message>
        <source>没有人登记上岗
按“上岗”选岗位、清点装备</source>
        <translation>Nobody has taken a post
Press &quot;Take post&quot;, choose the post and count the equipment</translation>
    </message>
    <message>
        <source>上岗 Ctrl+G</source>
        <translation>Take post Ctrl+G</translation>
    </message>
    <message>
        <source>离岗</source>
        <translation>Leave post</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>选择岗位</source>
        <translation>Choose a post</translation>
    </message>
    <message>
        <source>岗位在本席位</source>
        <translation>The post is at this seat</translation>
    </message>
    <message>
        <source>确认上岗</source>
        <translation>Take the post</translation>
    </message>
    <message>
        <source>说明（可不填）</source>
        <translation>Note (optional)</translation>
    </message>
    <message>
        <source>确认离岗</source>
        <translation>Leave the post</translation>
    </message>
    <message>
        <source>本席位的班制（班制和上限为建议值，待本所核定）</source>
        <translation>Pattern of this seat (proposed, to be confirmed)</translation>
    </message>
    <message>
        <source>班制</source>
        <translation>Pattern</translation>
    </message>
    <message>
        <source>离岗说明</source>
        <translation>Remark on leaving</translation>
    </message>
</context>
<context>
    <name>shouwang::duty::PostModel</name>
    <message>
        <source>%1 上岗，已 %2</source>
        <translation>Since %1, for %2</translation>
    </message>
</context>
<context>
    <name>shouwang::duty::RoundBox</name>
    <message>
        <source>上一次：%1，%2 结束，%3</source>
        <translation>Last one: %1, ended %2, %3</translation>
    </message>
    <message>
        <source>还没有场所资料：连上站点后，路线由场景和区域生成。</source>
        <translation>No site data yet: with the station&apos;s answer, routes are made of its scenes and zones.</translation>
    </message>
    <message>
        <source>%1 个点位</source>
        <translation>%1 stops</translation>
    </message>
    <message>
        <source>已巡 %1/%2（%3%），发现问题 %4 个</source>
        <translation>Visited %1/%2 (%3%), findings: %4</translation>
    </message>
    <message>
        <source>选一条路线，逐点看画面、逐项核对；重点部位 30 分钟内、各区 1 小时内看完（建议值，待本所核定）。</source>
        <translation>Choose a route, look at each stop and check each item; key places within 30 minutes, zones within 1 hour (proposals, to be confirmed by the facility).</translation>
    </message>
    <message>
        <source>巡查路线</source>
        <translation>Route of the patrol</translation>
    </message>
    <message>
        <source>开始巡查</source>
        <translation>Begin patrol</translation>
    </message>
    <message>
        <source>巡查覆盖</source>
        <translation>Coverage of the patrol</translation>
    </message>
    <message>
        <source>巡查点位</source>
        <translation>Patrol stop</translation>
    </message>
    <message>
        <source>↑↓ 换点位并看画面，空格逐项打勾，N 正常，F 发现问题，E 结束</source>
        <translation>↑↓ next stop and its camera, Space ticks items, N normal, F finding, E end</translation>
    </message>
    <message>
        <source>结束巡查 E</source>
        <translation>End patrol E</translation>
    </message>
    <message>
        <source>为什么没有巡完，必填</source>
        <translation>Why stops were left out, required</translation>
    </message>
    <message>
        <source>确认结束</source>
        <translation>End the patrol</translation>
    </message>
    <message>
        <source>为什么没有巡完</source>
        <translation>Why the round was not finished</translation>
    </message>
</context>
<context>
    <name>shouwang::duty::SignatureCard</name>
    <message>
        <source>账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>请填写账号</source>
        <translation>Enter the account</translation>
    </message>
    <message>
        <source>%1签名</source>
        <translation>%1 signs</translation>
    </message>
    <message>
        <source>%1的账号</source>
        <translation>Account of the %1</translation>
    </message>
    <message>
        <source>正在核对…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>本人密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>请输入本人密码</source>
        <translation>Enter your own password</translation>
    </message>
    <message>
        <source>%1本人密码</source>
        <translation>Own password of the %1</translation>
    </message>
    <message>
        <source>签名</source>
        <translation>Sign</translation>
    </message>
</context>
<context>
    <name>shouwang::duty::StopForm</name>
    <message>
        <source>正常 N</source>
        <translation>Normal N</translation>
    </message>
    <message>
        <source>发现问题 F</source>
        <translation>Finding F</translation>
    </message>
    <message>
        <source>记入发现的问题</source>
        <translation>Log the finding</translation>
    </message>
    <message>
        <source>问题类别</source>
        <translation>Kind of finding</translation>
    </message>
    <message>
        <source>看到了什么，回车记入</source>
        <translation>What was seen, Enter logs it</translation>
    </message>
    <message>
        <source>点位：%1</source>
        <translation>Stop: %1</translation>
    </message>
    <message>
        <source>还有没看的项目：%1</source>
        <translation>Not looked at yet: %1</translation>
    </message>
    <message>
        <source>看到了什么</source>
        <translation>What was seen</translation>
    </message>
</context>
<context>
    <name>shouwang::duty::StopModel</name>
    <message>
        <source>正常 %1</source>
        <translation>Normal %1</translation>
    </message>
    <message>
        <source>发现问题（%1） %2</source>
        <translation>Finding (%1) %2</translation>
    </message>
    <message>
        <source>未巡</source>
        <translation>Left out</translation>
    </message>
    <message>
        <source>超时 %1</source>
        <translation>Overdue %1</translation>
    </message>
    <message>
        <source>剩 %1</source>
        <translation>%1 left</translation>
    </message>
</context>
<context>
    <name>shouwang::evidence::ClipListView</name>
    <message>
        <source>录像证据</source>
        <translation>Recorded evidence</translation>
    </message>
</context>
<context>
    <name>shouwang::outages::BypassForm</name>
    <message>
        <source>旁路 Ctrl+Enter</source>
        <translation>Bypass Ctrl+Enter</translation>
    </message>
    <message>
        <source>为什么要停用，例如：检修、误报频繁</source>
        <translation>Why it is taken out, e.g. repair, frequent false alarms</translation>
    </message>
    <message>
        <source>1 小时</source>
        <translation>1 hour</translation>
    </message>
    <message>
        <source>4 小时</source>
        <translation>4 hours</translation>
    </message>
    <message>
        <source>自定结束时间</source>
        <translation>Until a time of your own</translation>
    </message>
    <message>
        <source>结束时间</source>
        <translation>Ends at</translation>
    </message>
    <message>
        <source>连续超过 4 小时，须第二人签名。</source>
        <translation>Above 4 hours without a break a second person signs.</translation>
    </message>
    <message>
        <source>报警点</source>
        <translation>Alarm point</translation>
    </message>
    <message>
        <source>原因（必填）</source>
        <translation>Reason (required)</translation>
    </message>
    <message>
        <source>多久</source>
        <translation>How long</translation>
    </message>
    <message>
        <source>辅助人员不能旁路报警点</source>
        <translation>Auxiliary staff may not bypass alarm points</translation>
    </message>
    <message>
        <source>◆ 紧急按钮和火警点永不静音：旁路期间按下照常报警，只并入同一条没有关闭的警情。</source>
        <translation>◆ Panic buttons and fire points are never silenced: a press still raises an alarm; further presses only count on the one that is open.</translation>
    </message>
    <message>
        <source>旁路期间这个点的触发不报警，只记录和计数；到时自动恢复。</source>
        <translation>While it is bypassed this point raises no alarm; its triggers are recorded and counted. It comes back by itself at the end.</translation>
    </message>
    <message>
        <source>现已旁路至 %1，将改为新的结束时间。</source>
        <translation>Bypassed until %1 already; the new end takes its place.</translation>
    </message>
    <message>
        <source>请从清单中选一个报警点</source>
        <translation>Choose an alarm point from the list</translation>
    </message>
</context>
<context>
    <name>shouwang::outages::OutageBox</name>
    <message>
        <source>旁路报警点…</source>
        <translation>Bypass an alarm point…</translation>
    </message>
    <message>
        <source>旁路中的报警点</source>
        <translation>Bypassed alarm points</translation>
    </message>
    <message>
        <source>没有旁路中的报警点</source>
        <translation>No alarm point is bypassed</translation>
    </message>
    <message>
        <source>没有画面的摄像机</source>
        <translation>Cameras without a picture</translation>
    </message>
    <message>
        <source>没有中断的摄像机</source>
        <translation>No camera is lost</translation>
    </message>
    <message>
        <source>结束旁路的原因</source>
        <translation>Why the bypass ends</translation>
    </message>
    <message>
        <source>结束原因，例如：检修完成（可不填）</source>
        <translation>Why it ends, e.g. repaired (may stay empty)</translation>
    </message>
    <message>
        <source>结束旁路</source>
        <translation>End the bypass</translation>
    </message>
    <message>
        <source>旁路中的报警点 %1</source>
        <translation>Bypassed alarm points %1</translation>
    </message>
    <message>
        <source>没有画面的摄像机 %1</source>
        <translation>Cameras without a picture %1</translation>
    </message>
</context>
<context>
    <name>shouwang::people::SecondPersonBox</name>
    <message>
        <source>第二人账号</source>
        <translation>Second person&apos;s account</translation>
    </message>
    <message>
        <source>请填写第二人的账号</source>
        <translation>Enter the second person&apos;s account</translation>
    </message>
    <message>
        <source>第二人不能是本人</source>
        <translation>The second person must be somebody else</translation>
    </message>
    <message>
        <source>第二人本人密码</source>
        <translation>Second person&apos;s own password</translation>
    </message>
    <message>
        <source>请第二人输入本人密码</source>
        <translation>The second person enters the own password</translation>
    </message>
</context>
<context>
    <name>shouwang::people::SignOnPage</name>
    <message>
        <source>◆ 大写锁定已打开</source>
        <translation>◆ Caps Lock is on</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign on</translation>
    </message>
    <message>
        <source>账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>当前在岗</source>
        <translation>On duty now</translation>
    </message>
    <message>
        <source>守望</source>
        <translation>Shouwang</translation>
    </message>
    <message>
        <source>%1&#x3000;%2&#x3000;自 %3</source>
        <translation>%1  %2  since %3</translation>
    </message>
    <message>
        <source>还没有人登录</source>
        <translation>Nobody is signed on</translation>
    </message>
    <message>
        <source>本席位已锁定</source>
        <translation>This seat is locked</translation>
    </message>
    <message>
        <source>登录本席位</source>
        <translation>Sign on to this seat</translation>
    </message>
    <message>
        <source>%1 已离开。警情照常接收、响铃；解锁或换人登录后才能处置。</source>
        <translation>%1 is away. Alarms still come in and sound; unlock, or sign on as somebody else, to handle them.</translation>
    </message>
    <message>
        <source>登录后才能处置警情；警情照常接收、响铃。</source>
        <translation>Sign on to handle alarms; they come in and sound in any case.</translation>
    </message>
    <message>
        <source>解锁</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>正在核对…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>▲ 本席位还没有收到账号。请先连上站点服务器，一次即可。</source>
        <translation>▲ This seat has no accounts yet. Connect it to the station once.</translation>
    </message>
    <message>
        <source>▲ 多次输错，请等 %1 后再试。失败的登录会被记录。</source>
        <translation>▲ Too many wrong tries: wait %1. Failed sign-ons are recorded.</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>▲ 账号或密码不正确。失败的登录会被记录。</source>
        <translation>▲ Wrong account or password. Failed sign-ons are recorded.</translation>
    </message>
    <message>
        <source>▲ 无法核对密码，请再试一次；仍不行请找系统管理员。</source>
        <translation>▲ The password could not be checked. Try again, else call the administrator.</translation>
    </message>
</context>
<context>
    <name>shouwang::people::SignerBox</name>
    <message>
        <source>错误次数过多，请在 %1 以后再试</source>
        <translation>Too many wrong passwords: try again after %1</translation>
    </message>
    <message>
        <source>本席位还没有收到账号资料</source>
        <translation>This seat has not received any accounts yet</translation>
    </message>
    <message>
        <source>账号或密码不对</source>
        <translation>Account or password is wrong</translation>
    </message>
    <message>
        <source>现在不能核对密码，请稍后再试</source>
        <translation>The password cannot be checked now; try again later</translation>
    </message>
</context>
<context>
    <name>shouwang::shell::CommandPalette</name>
    <message>
        <source>没有这样的操作</source>
        <translation>No such action</translation>
    </message>
    <message>
        <source>输入操作名称、拼音或首字母</source>
        <translation>Type the name of an action</translation>
    </message>
    <message>
        <source>查找操作</source>
        <translation>Find an action</translation>
    </message>
</context>
<context>
    <name>shouwang::shell::KeyOverview</name>
    <message>
        <source>快捷键一览</source>
        <translation>All keys</translation>
    </message>
    <message>
        <source>填写表单时</source>
        <translation>In a form</translation>
    </message>
    <message>
        <source>下一项</source>
        <translation>Next field</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>收起，所填保留</source>
        <translation>Fold; what was typed stays</translation>
    </message>
    <message>
        <source>快捷键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>没有单独按键的操作：Ctrl+K，按名称、拼音或首字母查找。&#x3000;按 Esc 关闭</source>
        <translation>Everything else: Ctrl+K, by name.  Esc closes</translation>
    </message>
</context>
<context>
    <name>shouwang::shell::Notice</name>
    <message>
        <source>知道了</source>
        <translation>Got it</translation>
    </message>
    <message numerus="yes">
        <source>另有 %n 条</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouwang::shell::SoundIndicator</name>
    <message>
        <source>响铃 %1</source>
        <translation>Sounding %1</translation>
    </message>
    <message>
        <source>应响铃 %1 无声卡</source>
        <translation>Should sound %1, no audio</translation>
    </message>
    <message>
        <source>无声卡</source>
        <translation>No audio</translation>
    </message>
    <message>
        <source>没有可用的声音输出。按一下重新试音。</source>
        <translation>There is no sound output. Press to test it again.</translation>
    </message>
    <message>
        <source>按一下试音。接警后停止响铃。</source>
        <translation>Press to test. Sounding ends with the acknowledgement.</translation>
    </message>
    <message>
        <source>未响铃</source>
        <translation>Not ringing</translation>
    </message>
</context>
<context>
    <name>shouwang::site::FloorBar</name>
    <message>
        <source>室外</source>
        <translation>Outdoors</translation>
    </message>
    <message>
        <source>%1（PageUp / PageDown 换层）</source>
        <translation>%1 (PageUp / PageDown: another floor)</translation>
    </message>
    <message>
        <source>室外总平面</source>
        <translation>The outdoor plan</translation>
    </message>
</context>
<context>
    <name>shouwang::site::MapSearchBox</name>
    <message>
        <source>查找地点、摄像机（Ctrl+F）</source>
        <translation>Find a place, a camera (Ctrl+F)</translation>
    </message>
    <message>
        <source>查找地点</source>
        <translation>Find a place</translation>
    </message>
    <message>
        <source>名称、编号、拼音或首字母</source>
        <translation>Name, id, pinyin or initials</translation>
    </message>
    <message>
        <source>没有这样的地点</source>
        <translation>There is no such place</translation>
    </message>
</context>
<context>
    <name>shouwang::site::MapView</name>
    <message>
        <source>新警情 · 前往</source>
        <translation>New alarm · go there</translation>
    </message>
    <message>
        <source>新警情 %1 起 · 前往</source>
        <translation>%1 new alarms · go there</translation>
    </message>
    <message>
        <source>在地图上按 N</source>
        <translation>N on the map</translation>
    </message>
    <message>
        <source>还没有场所文件：导入后这里显示平面图</source>
        <translation>No site file yet: once one is imported, the plan is shown here</translation>
    </message>
    <message>
        <source>室外</source>
        <translation>Outdoors</translation>
    </message>
    <message>
        <source>本区 %1</source>
        <translation>Zone: %1</translation>
    </message>
    <message>
        <source>全图</source>
        <translation>Whole</translation>
    </message>
    <message>
        <source>显示整个平面图（Home）</source>
        <translation>Show the whole plan (Home)</translation>
    </message>
    <message>
        <source>放大（+）</source>
        <translation>Nearer (+)</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Nearer</translation>
    </message>
    <message>
        <source>缩小（−）</source>
        <translation>Farther (−)</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Farther</translation>
    </message>
    <message>
        <source>平面图</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>%1 项相距太近未画出，放大可见</source>
        <translation>%1 not drawn, too near to others: zoom in</translation>
    </message>
    <message>
        <source>上为北</source>
        <translation>north is up</translation>
    </message>
</context>
<context>
    <name>shouwang::site::PointField</name>
    <message>
        <source>报警点：名称、编号、拼音或首字母</source>
        <translation>Alarm point: name, number, pinyin or initials</translation>
    </message>
    <message>
        <source>报警点</source>
        <translation>Alarm point</translation>
    </message>
</context>
<context>
    <name>shouwang::sync::ConnectionPage</name>
    <message>
        <source>操作</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>操作人</source>
        <translation>Officer</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>由谁判定</source>
        <translation>Decided by</translation>
    </message>
    <message>
        <source>已处理</source>
        <translation>Settled</translation>
    </message>
    <message>
        <source>从列表中移走；内容仍保存在本机</source>
        <translation>Take it off the list; its content stays on this machine</translation>
    </message>
    <message>
        <source>保存时间</source>
        <translation>Saved at</translation>
    </message>
    <message>
        <source>已等</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>立即重试</source>
        <translation>Try now</translation>
    </message>
    <message>
        <source>重新取回全部记录</source>
        <translation>Fetch all records anew</translation>
    </message>
    <message>
        <source>待上传的会保留并再次上传；另一分支的记录另存，不删除</source>
        <translation>What waits is kept and sent again; the other branch is set aside, not deleted</translation>
    </message>
    <message>
        <source>本席位位置</source>
        <translation>This seat at</translation>
    </message>
    <message>
        <source>站点位置</source>
        <translation>Station at</translation>
    </message>
    <message>
        <source>待上传</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>最久已等</source>
        <translation>Oldest</translation>
    </message>
    <message>
        <source>需要处理</source>
        <translation>Needs attention</translation>
    </message>
    <message>
        <source>上次收到应答</source>
        <translation>Last answer</translation>
    </message>
    <message>
        <source>时钟相差</source>
        <translation>Clock difference</translation>
    </message>
    <message>
        <source>站点</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>已保存操作</source>
        <translation>Acts saved</translation>
    </message>
    <message>
        <source>本机拒绝</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>收到裁定</source>
        <translation>Verdicts</translation>
    </message>
    <message>
        <source>取回记录</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>坏数据包</source>
        <translation>Bad data</translation>
    </message>
    <message>
        <source>重新判断</source>
        <translation>Redone</translation>
    </message>
    <message>
        <source>连接次数</source>
        <translation>Connects</translation>
    </message>
    <message>
        <source>连接失败</source>
        <translation>Failures</translation>
    </message>
    <message>
        <source>看门狗动作</source>
        <translation>Watchdogs</translation>
    </message>
    <message>
        <source>磁盘错误</source>
        <translation>Disk errors</translation>
    </message>
    <message>
        <source>技术细节：%1</source>
        <translation>Details: %1</translation>
    </message>
    <message>
        <source>%1 条</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>%1（%2前）</source>
        <translation>%1 (%2 ago)</translation>
    </message>
    <message>
        <source>%1 秒</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>没有等待上传的操作</source>
        <translation>Nothing waits</translation>
    </message>
    <message>
        <source>等待上传</source>
        <translation>Waiting to be sent</translation>
    </message>
    <message>
        <source>没有需要处理的操作</source>
        <translation>Nothing needs attention</translation>
    </message>
    <message>
        <source>本席位，站点尚未裁定</source>
        <translation>This seat; the station has not decided</translation>
    </message>
    <message>
        <source>站点存储</source>
        <translation>Station&apos;s disk</translation>
    </message>
    <message>
        <source>理由：%1</source>
        <translation>Reason: %1</translation>
    </message>
</context>
<context>
    <name>shouwang::sync::Words</name>
    <message>
        <source>离线</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>正在连接</source>
        <translation>Connecting</translation>
    </message>
    <message>
        <source>正在追赶</source>
        <translation>Catching up</translation>
    </message>
    <message>
        <source>已同步</source>
        <translation>In step</translation>
    </message>
    <message>
        <source>记录分叉</source>
        <translation>Records forked</translation>
    </message>
    <message>
        <source>版本不符</source>
        <translation>Other version</translation>
    </message>
    <message>
        <source>未获授权</source>
        <translation>Not authorised</translation>
    </message>
    <message>
        <source>站点没有应答。本席位照常工作，所做的都存在本机，恢复后自动上传。</source>
        <translation>The station does not answer. This seat works on; all is saved here and sent when it is back.</translation>
    </message>
    <message>
        <source>正在询问站点。本席位照常工作。</source>
        <translation>Asking the station. This seat works on.</translation>
    </message>
    <message>
        <source>正在取回站点的新记录：第 %1 条，共 %2 条。</source>
        <translation>Fetching the station&apos;s records: %1 of %2.</translation>
    </message>
    <message>
        <source>本席位与站点的记录一致。</source>
        <translation>This seat and the station have the same records.</translation>
    </message>
    <message>
        <source>站点的记录都已取回，%1 条正在上传。</source>
        <translation>All the station&apos;s records are here, %1 are being sent.</translation>
    </message>
    <message>
        <source>本席位的记录不在站点的链上（站点可能用备份恢复过）。请报告值班长，再重新取回全部记录；待上传的会保留。</source>
        <translation>This seat&apos;s records are not on the station&apos;s chain (it may have been restored from a backup). Tell the shift leader, then fetch all records anew; what waits is kept.</translation>
    </message>
    <message>
        <source>站点使用另一版本的协议。待上传的会保留，请升级本席位或站点。</source>
        <translation>The station speaks another version. What waits is kept; update this seat or the station.</translation>
    </message>
    <message>
        <source>站点不认可本席位，或应答的不是本席位的站点。待上传的会保留，请联系管理员。</source>
        <translation>The station does not accept this seat, or another station answered. What waits is kept; call the administrator.</translation>
    </message>
    <message>
        <source>已写入本机磁盘，断电也不会丢失；尚未到达站点。</source>
        <translation>On this machine&apos;s disk, safe from a power cut; not yet at the station.</translation>
    </message>
    <message>
        <source>站点或本席位没有接受，所填内容都在“需要处理”中。</source>
        <translation>Not accepted; all that was typed is under &quot;Needs attention&quot;.</translation>
    </message>
    <message>
        <source>有另一台机器冒用本席位，或本机文件是旧备份</source>
        <translation>Another machine uses this seat, or this file is an old backup</translation>
    </message>
    <message>
        <source>站点的版本还不认识这种操作</source>
        <translation>The station&apos;s version does not know this act</translation>
    </message>
    <message>
        <source>内容无法识别</source>
        <translation>Not understood</translation>
    </message>
    <message>
        <source>内容过大</source>
        <translation>Too large</translation>
    </message>
    <message>
        <source>站点未启用</source>
        <translation>Station closed</translation>
    </message>
    <message>
        <source>站点账本文件不是本站点的，站点未启用，不收也不发记录。请马上找系统管理员放回本站点的账本，或用备份恢复。</source>
        <translation>The ledger file is not this station&apos;s. The station is closed: it takes and sends no records. Find the system administrator now to put this station&apos;s ledger back, or to restore a backup.</translation>
    </message>
    <message>
        <source>站点账本由更新版本的程序写成，站点未启用，不收也不发记录。请马上找系统管理员升级站点程序。</source>
        <translation>The station&apos;s ledger was written by a newer version of the program. The station is closed: it takes and sends no records. Find the system administrator now to upgrade the station.</translation>
    </message>
    <message>
        <source>站点账本的恢复没有做完，站点未启用，不收也不发记录。请马上找系统管理员再运行一次恢复。</source>
        <translation>The restore of the station&apos;s ledger was broken off. The station is closed: it takes and sends no records. Find the system administrator now to run the restore again.</translation>
    </message>
    <message>
        <source>站点账本损坏，站点未启用，不收也不发记录。请马上找系统管理员用备份恢复站点。</source>
        <translation>The station&apos;s ledger is damaged. The station is closed: it takes and sends no records. Find the system administrator now to restore the station from a backup.</translation>
    </message>
    <message>
        <source>本席位照常工作，所做的都存在本机，站点恢复后自动上传。</source>
        <translation> This seat goes on working; what is done here is kept here and uploaded by itself when the station is back.</translation>
    </message>
    <message>
        <source>站点的账本文件不见了，站点未启用，不收也不发记录。请马上找系统管理员检查站点的磁盘，放回账本或用备份恢复。</source>
        <translation>The station&apos;s ledger file is gone. The station is not in service and neither takes nor sends records. Have the administrator check the station&apos;s disk at once and put the ledger back or restore a backup.</translation>
    </message>
</context>
<context>
    <name>shouwang::wall::AlarmCard</name>
    <message>
        <source>%1 起</source>
        <translation>since %1</translation>
    </message>
    <message>
        <source>演练</source>
        <translation>Drill</translation>
    </message>
    <message>
        <source>测试</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>真实</source>
        <translation>Real</translation>
    </message>
    <message>
        <source>另有 %1 路画面</source>
        <translation>%1 more pictures</translation>
    </message>
</context>
<context>
    <name>shouwang::wall::WallController</name>
    <message>
        <source>另有 %1 起警情</source>
        <translation>%1 more alarms</translation>
    </message>
    <message>
        <source>演练</source>
        <translation>Drill</translation>
    </message>
    <message>
        <source>等待场所文件</source>
        <translation>Waiting for the site file</translation>
    </message>
    <message>
        <source>等待选择画面方案</source>
        <translation>Waiting for a scene</translation>
    </message>
    <message>
        <source>场所文件中没有画面方案“%1”</source>
        <translation>The site file has no scene &quot;%1&quot;</translation>
    </message>
</context>
<context>
    <name>shouwang::wall::WallTile</name>
    <message>
        <source>场所文件中没有该摄像机</source>
        <translation>Not in the site file</translation>
    </message>
    <message>
        <source>未接入视频</source>
        <translation>No stream connected</translation>
    </message>
    <message>
        <source>密码错误</source>
        <translation>Wrong password</translation>
    </message>
    <message>
        <source>拒绝连接</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>码流异常</source>
        <translation>Bad stream</translation>
    </message>
    <message>
        <source>无信号</source>
        <translation>No signal</translation>
    </message>
    <message>
        <source>画面冻结</source>
        <translation>Frozen picture</translation>
    </message>
    <message>
        <source>未分配摄像机</source>
        <translation>No camera</translation>
    </message>
    <message>
        <source>连接中</source>
        <translation>Connecting</translation>
    </message>
    <message>
        <source>无法回看 %1 秒前</source>
        <translation>Cannot look back %1 s</translation>
    </message>
    <message>
        <source>回看 %1 秒前</source>
        <translation>%1 s ago</translation>
    </message>
    <message>
        <source>信号缓慢</source>
        <translation>Slow signal</translation>
    </message>
</context>
<context>
    <name>shouwang::wall::WallWindow</name>
    <message>
        <source>守望 画面墙</source>
        <translation>Shouwang wall</translation>
    </message>
</context>
<context>
    <name>site::Map</name>
    <message>
        <source>报警点</source>
        <translation>Alarm point</translation>
    </message>
    <message>
        <source>摄像机</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>门</source>
        <translation>Door</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>区域</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>延迟</source>
        <translation>late</translation>
    </message>
    <message>
        <source>丢失</source>
        <translation>lost</translation>
    </message>
    <message>
        <source>状态未知</source>
        <translation>state unknown</translation>
    </message>
    <message>
        <source>已旁路</source>
        <translation>bypassed</translation>
    </message>
    <message>
        <source>演练</source>
        <translation>Drill</translation>
    </message>
    <message>
        <source>%1 人</source>
        <translation>%1 persons</translation>
    </message>
    <message>
        <source>人数未知</source>
        <translation>count unknown</translation>
    </message>
    <message>
        <source>未接警</source>
        <translation>unanswered</translation>
    </message>
</context>
<context>
    <name>sync::Storage</name>
    <message>
        <source>可用 %1</source>
        <translation>%1 free</translation>
    </message>
    <message>
        <source>账本 %1</source>
        <translation>ledger %1</translation>
    </message>
    <message>
        <source>备用空间 %1 未动用</source>
        <translation>reserve of %1 untouched</translation>
    </message>
    <message>
        <source>备用空间 %1 已让出</source>
        <translation>reserve of %1 given up</translation>
    </message>
    <message>
        <source>%1前得知</source>
        <translation>as told %1 ago</translation>
    </message>
    <message>
        <source>▲ 磁盘已满，正在动用备用空间：只记录警情和处置。请马上找系统管理员腾出空间。</source>
        <translation>▲ The disk is full and the reserve is in use: only alarms and response are recorded. Call the administrator at once to make room.</translation>
    </message>
    <message>
        <source>▲ 站点写入磁盘失败。请马上找系统管理员。</source>
        <translation>▲ The station cannot write to its disk. Call the administrator at once.</translation>
    </message>
    <message numerus="yes">
        <source>◆ 磁盘只够约 %n 天。请今天找系统管理员。</source>
        <translation>
            <numerusform>◆ The disk will last about %n day. Call the administrator today.</numerusform>
            <numerusform>◆ The disk will last about %n days. Call the administrator today.</numerusform>
        </translation>
    </message>
    <message>
        <source>◆ 没有备用空间：磁盘余量不够留出。请找系统管理员。</source>
        <translation>◆ There is no reserve: the disk has too little room for it. Call the administrator.</translation>
    </message>
    <message numerus="yes">
        <source>■ 磁盘还够约 %n 天。请安排清理或扩容。</source>
        <translation>
            <numerusform>■ The disk will last about %n day. Plan to make room.</numerusform>
            <numerusform>■ The disk will last about %n days. Plan to make room.</numerusform>
        </translation>
    </message>
    <message>
        <source>✓ 充足；记录还太少，推算不出天数</source>
        <translation>✓ Plenty; too few records yet to say for how many days</translation>
    </message>
    <message>
        <source>✓ 充足，够十年以上</source>
        <translation>✓ Plenty for more than ten years</translation>
    </message>
    <message numerus="yes">
        <source>✓ 充足，照近几天的用量还够约 %n 天</source>
        <translation>
            <numerusform>✓ Plenty: about %n day at the pace of the last days</numerusform>
            <numerusform>✓ Plenty: about %n days at the pace of the last days</numerusform>
        </translation>
    </message>
    <message>
        <source>尚未得知，连上站点后显示</source>
        <translation>Not known yet; shown once the station is reached</translation>
    </message>
    <message>
        <source>■ 账本日志已有 %1：备份、核验或新席位的首次同步一直在读，读完后自动收回。仍在增长时请找系统管理员。</source>
        <translation>■ The ledger&apos;s log has grown to %1: a backup, a proof or a new seat&apos;s first sync has been reading without a pause. It is given back when that ends. If it goes on growing, find the system administrator.</translation>
    </message>
</context>
<context>
    <name>sync::Warnings</name>
    <message numerus="yes">
        <source>◆ 本席位自 %1 起同时在两台机器上使用，或席位文件来自旧副本；%n 条操作已被隔离，没有生效。请停用其中一台，并找系统管理员为它另发席位文件。</source>
        <translation>
            <numerusform>◆ Since %1 this seat has been in use on two machines, or its file came from an old copy; %n act was set aside and has no effect. Take one of them out of use and ask the system administrator for another seat file for it.</numerusform>
            <numerusform>◆ Since %1 this seat has been in use on two machines, or its file came from an old copy; %n acts were set aside and have no effect. Take one of them out of use and ask the system administrator for another seat file for it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>◆ %1 席自 %2 起同时在两台机器上使用，或席位文件来自旧副本；%n 条操作已被隔离，没有生效。请停用其中一台，并找系统管理员为它另发席位文件。</source>
        <translation>
            <numerusform>◆ Since %2 seat %1 has been in use on two machines, or its file came from an old copy; %n act was set aside and has no effect. Take one of them out of use and ask the system administrator for another seat file for it.</numerusform>
            <numerusform>◆ Since %2 seat %1 has been in use on two machines, or its file came from an old copy; %n acts were set aside and have no effect. Take one of them out of use and ask the system administrator for another seat file for it.</numerusform>
        </translation>
    </message>
    <message>
        <source>■ 本席位留存的操作已满，较早的已移出，而站点还没有备份它们：站点磁盘一旦损坏便无法补回。请找系统管理员马上备份站点。</source>
        <translation>■ This seat keeps as many acts as it can; older ones have gone that no backup of the station has: if the station&apos;s disk fails they cannot be brought back. Ask the system administrator to back the station up now.</translation>
    </message>
</context>
<context>
    <name>video</name>
    <message>
        <source>实时</source>
        <translation>live</translation>
    </message>
    <message>
        <source>延迟</source>
        <translation>late</translation>
    </message>
    <message>
        <source>丢失</source>
        <translation>lost</translation>
    </message>
    <message>
        <source>等待</source>
        <translation>waiting</translation>
    </message>
</context>
</TS>
