//! What each error says to people, in Chinese and English: what happened and what to do.

use crate::error::ErrorKind;

/// Sentence of an error in both languages, without its place.
pub(super) fn sentence(kind: ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::Empty => ("文件是空的，请换一个有数据的文件。", "The file is empty. Choose one that holds data."),
        ErrorKind::HeaderOnly => {
            ("文件只有标题行，下面没有数据。", "The file has a header line and nothing below it. Choose one that holds rows.")
        }
        ErrorKind::Binary => (
            "这不是表格文本，无法读取。请用 Excel 另存为 CSV 再打开。",
            "This is not a table in text form. Save it as CSV and open that file.",
        ),
        ErrorKind::Archive => (
            "压缩包已损坏，或使用了这里不支持的压缩方式。请重新下载，或解压后再打开里面的文件。",
            "The archive is damaged, or packed in a way that cannot be read here. Download it again, or unpack it and open the file inside.",
        ),
        ErrorKind::Encrypted => (
            "文件有密码保护。请先去掉密码再打开。",
            "The file is protected by a password. Remove the password and open it again.",
        ),
        ErrorKind::Member => (
            "文件里没有可读的表格，或没有这个名称的工作表或文件。请换一个。",
            "The file holds no table that can be read, or no sheet or file of this name. Choose another one.",
        ),
        ErrorKind::Bomb => (
            "文件解压后太大，或大得和它自己不成比例，像是恶意构造的，没有读完。如果它确实是数据，请先解压或分成几份，再打开里面的文件。",
            "What is packed in this file is too large, or out of all proportion to the file, as in one made to do harm; it was not read to the end. If it is data, unpack it or divide it and open the parts.",
        ),
        ErrorKind::Files => (
            "压缩包里的文件太多，最多 1000 个。请解压后只选需要的文件打开。",
            "The archive holds too many files; up to 1,000 are read. Unpack it and open those that are needed.",
        ),
        ErrorKind::Sheets => (
            "工作簿里的工作表太多，最多 10000 张。请只留需要的工作表，另存后再打开。",
            "The workbook has too many sheets; up to 10,000 are read. Keep those that are needed, save it and open it again.",
        ),
        ErrorKind::Depth => (
            "从这里起 JSON 一层套一层，套得太深，读不了。请让导出的程序少套几层，每条记录一行。",
            "From here on the values of the JSON stand too deep within each other. Export it flatter, with one record per line.",
        ),
        ErrorKind::Json => (
            "从这里起不是完整的 JSON，后面的读不了。请重新导出，或改好后再打开。",
            "From here on this is not whole JSON and cannot be read. Export the file again, or mend it and open it again.",
        ),
        ErrorKind::Damaged => (
            "文件不完整或已损坏，从这里起读不下去。请重新下载或重新导出。",
            "The file is cut short or damaged and cannot be read on from here. Download or export it again.",
        ),
        ErrorKind::Codec => (
            "文件加密了，或用了这里读不了的压缩方式或数据类型。请不加密、用 Snappy、Gzip 或 Zstd 压缩重新导出。",
            "The file is encrypted, or packed or typed in a way that cannot be read here. Export it without encryption, packed with Snappy, Gzip or Zstd.",
        ),
        ErrorKind::Encoding => (
            "文件的文字编码在这里读不了。请另存为 UTF-8 编码的 CSV。",
            "The text of this file is in an encoding that cannot be read here. Save it as CSV in UTF-8.",
        ),
        ErrorKind::Format => (
            "这种文件读不了（例如网页或旧格式，只是名字像工作簿）。请用 Excel 或 WPS 另存为 xlsx 或 CSV 再打开。",
            "A file of this kind is not read (a web page or an old format, say, named like a workbook). Save it as xlsx or CSV and open that file.",
        ),
        ErrorKind::Workbook => (
            "工作簿损坏，这里读不下去。请用 Excel 或 WPS 打开并另存，再试一次。",
            "The workbook is damaged and cannot be read on from here. Open it in a spreadsheet program, save it again and try that file.",
        ),
        ErrorKind::Xml => (
            "工作簿里的 XML 损坏，或含有不允许的声明。请用 Excel 或 WPS 打开并另存，再试一次。",
            "The XML in the workbook is damaged or holds a declaration that is not allowed. Open it in a spreadsheet program, save it again and try that file.",
        ),
        ErrorKind::Limit => (
            "这里超出了可处理的长度或列数。请检查是否少了换行或分隔符。",
            "A line, cell or number of columns is over the limit here. Check for a missing line end or delimiter.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::Span => (
            "日期前后相差几千年，或超出了日历，这项分析算不了。请检查时间列里有没有写错的年份。",
            "The dates span thousands of years or reach beyond the calendar, which this analysis cannot follow. Check the column of times for mistyped years.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::Amount => (
            "金额加起来大到无法计算。请检查金额列里是否有写错的数。",
            "The amounts add up to more than can be computed. Check the amount column for mistyped numbers.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::AmountRange => (
            "这一列已对应金额，但里面的数超出范围（900 万亿以内），不能当作金额。请改正这些数，或换一列。",
            "The column is mapped to the amount, but its numbers are out of range (up to 900 trillion) and cannot be amounts. Correct them or choose another column.",
        ),
        ErrorKind::ColumnsDiffer => (
            "这个文件的列与第一个文件不同，无法接在一起。请分别打开，或统一列名后再试。",
            "The columns of this file are not those of the first, so the two cannot be one table. Open them one by one, or give them the same headers.",
        ),
        ErrorKind::Quote => (
            "引号打开后没有关闭。请补上引号，或删掉多余的引号。",
            "A quote is opened here and never closed. Add the closing quote or remove this one.",
        ),
        ErrorKind::NoRows => ("没有一行能读出来。请检查文件是否完整。", "No row could be read. Check that the file is complete."),
        ErrorKind::Memory => (
            "内存不够，放不下这个文件。请只读需要的列或前若干行，或关闭其他标签页再试。",
            "There is not enough memory for this file. Read only the columns that are needed or the first rows, or close other tabs and try again.",
        ),
        ErrorKind::Chunk => (
            "读取过程内部出错，文件没有问题。请重新打开一次。",
            "Reading failed inside the program; the file is not at fault. Open it again.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::FieldMissing => (
            "缺少分析必需的字段。请在“字段”一步指定客户、下单时间，以及金额或单价所在的列。",
            "A field that the analysis needs is not mapped. Choose the columns of customer, order time, and amount or price under Fields.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::NoTime => (
            "没有找到日期列，无法计算距今天数。请选择含下单时间的文件。",
            "No column holds dates, so recency cannot be worked out. Choose a file with order times.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::TimeUnreadable => (
            "对应下单时间的列里几乎没有能读懂的日期。请换一列，或把日期改成 2024-03-15 这样的写法。",
            "The column mapped to the order time holds almost no readable dates. Choose another column, or write dates like 2024-03-15.",
        ),
        ErrorKind::UnknownColumn => {
            ("文件里没有这一列。请重新选择字段对应的列。", "The file has no such column. Choose the column of the field again.")
        }
        #[cfg(feature = "engine")]
        ErrorKind::UnknownField => (
            "没有这个字段，或同一个字段用了两次。请重新选择。",
            "There is no such field, or one field is used twice. Choose again.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::UnknownAnalysis => ("没有这个名称的分析。", "No analysis has this name."),
        ErrorKind::Param => (
            "没有这项设置，或它的值不在允许的范围内，请改回可选的值。",
            "There is no such setting, or its value is not an allowed one.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::Recipe => (
            "这不是方案，或者被改坏了，没有采用。请用这里存出的方案文件或链接。",
            "This is no recipe, or it was damaged; it is not used. Take a recipe file or link that was saved here.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::Newer => (
            "这份文件来自更新的版本，这里读不了，什么都没有改。请用新版程序打开。",
            "This file comes from a later version and cannot be read here; nothing was changed. Open it with the newer program.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::Project => (
            "这不是保存的项目或加密的报告，或者文件已损坏、不完整，没有打开。请换一份备份。",
            "This is no saved project or sealed report, or the file is damaged or incomplete; it was not opened. Try another copy.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::Sealed => (
            "打不开这个加密文件：口令不对，或者文件被改动过，两者分不出来。请再输一次口令，或换一份备份。",
            "This sealed file cannot be opened: the passphrase is wrong or the file was changed; which of the two cannot be told. Type the passphrase again, or try another copy.",
        ),
        ErrorKind::NoData => ("还没有打开文件，请先导入数据。", "No file is open yet. Open one first."),
        #[cfg(feature = "engine")]
        ErrorKind::Decisions => (
            "这些单元格和行的决定是针对另一份数据做的，没有采用。请打开当时的文件，或重新决定。",
            "These decisions about cells and rows were made on other data and are not used. Open that file, or decide anew.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::NotConfirmed => (
            "这样会让原始客户编号或个人数据离开，需要先确认。",
            "Original customer IDs or personal data would leave this way: it must be confirmed first.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::Difference => (
            "与引号里那次导出（序号从打开文件起数）以及之前的导出一起看，只差不到 {k} 位客户，相减就能知道他们的数；或者是同一批客户换了最小组，两份对照也能推出小组的数。没有导出。请去掉筛选再导出，换一个筛选，让相差的客户为 0 或至少 {k} 位，或改回那时的最小组。",
            "Beside the export named in front, counted from the opening of the file, and those before it, this one differs by fewer than {k} customers, whose figures subtraction would tell, or shows the same customers under another smallest group, which tells of small groups too. Nothing was exported. Export without the filter, with one that leaves none or at least {k} apart, or under the smallest group of then.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::Exports => (
            "打开这份文件以来，已经按 20 种不同的客户范围导出过；再多就无法逐一核对会不会相减出个人。没有导出。请按已导出过的范围再导出，或关闭文件后重新打开。",
            "Since this file was opened, exports of 20 different sets of customers were made; another one could not be compared with all of them. Nothing was exported. Export one of those sets again, or close the file and open it anew.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::Few => (
            "客户少于 {k} 位，不出报告：这样的汇总就是对个人的描述。请放宽筛选条件，或打开更多数据。",
            "There are fewer than {k} customers, so no report is made: it would describe persons. Widen the filter, or open more data.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::Key => {
            ("密钥不可用：密钥文件应为 64 位十六进制字符。", "The key cannot be used: a key file holds 64 hexadecimal digits.")
        }
        #[cfg(feature = "engine")]
        ErrorKind::Passphrase => (
            "打不开这份密钥：口令不对，或者文件不是导出的密钥或已损坏。正在使用的密钥没有改变，请再试一次。",
            "This key cannot be opened: the passphrase is wrong, or the file is no exported key or is damaged. The key in use has not changed; try again.",
        ),
        #[cfg(feature = "engine")]
        ErrorKind::WeakPassphrase => (
            "口令太短或太简单：至少 12 个字符（一个汉字算两个），其中至少 5 个不同。口令丢失后无法找回。",
            "The passphrase is too short or too simple: use at least 12 characters, 5 of them different. What is sealed by a lost passphrase cannot be got back.",
        ),
        ErrorKind::Io => (
            "文件读写失败。请确认文件还在原处，再试一次。",
            "Reading or writing the file failed. Check that it is still there and try again.",
        ),
        ErrorKind::Internal => (
            "程序内部出错，文件没有问题。请重新打开一次。",
            "Something failed inside the program; the file is not at fault. Open it again.",
        ),
        // The modules that only read files refuse nothing that comes after the reading.
        #[cfg(not(feature = "engine"))]
        _ => sentence(ErrorKind::Internal),
    }
}
