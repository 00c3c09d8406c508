//! Words for what columns and tables were taken for.

/// The sentence for a notice about columns and tables; `None` if the code is not one of them.
pub(super) fn sentence(code: &str, n: u64) -> Option<(String, String)> {
    let counted = if n == 1 { "1 other table".to_owned() } else { format!("{n} other tables") };
    let (zh, en) = match code {
        "N_FIELD_KIND" => (
            "对应的是日期或金额，但大多数格子读不成日期或数字。请换一列，或改好后重新打开。",
            "The column is mapped to a date or an amount, but most of its cells cannot be read as one. Choose another column, or mend the file and open it again.",
        ),
        "N_AMOUNTS_OUT_OF_RANGE" => (
            "对应的是金额，但里面的数超出范围（900 万亿以内），不能当作金额。请改正后重新打开，或换一列。",
            "The column is mapped to the amount, but its numbers are out of range (up to 900 trillion). Correct them and open the file again, or choose another column.",
        ),
        "N_PHONE_AS_CUSTOMER" => (
            "没有客户ID列，已用电话号码区分客户。号码仍然遮盖显示，只有需要确认的 CRM 清单含原号码；有更合适的列请在“字段”一步换上。",
            "There is no customer ID, so telephone numbers tell customers apart. They stay masked; only the list for your CRM, which must be confirmed, holds them. If another column fits better, choose it under Fields.",
        ),
        "N_EMAIL_AS_CUSTOMER" => (
            "没有客户ID列，已用邮箱区分客户。邮箱仍然遮盖显示，只有需要确认的 CRM 清单含原邮箱；有更合适的列请在“字段”一步换上。",
            "There is no customer ID, so e-mail addresses tell customers apart. They stay masked; only the list for your CRM, which must be confirmed, holds them. If another column fits better, choose it under Fields.",
        ),
        "N_KEY_AS_CUSTOMER" => (
            "没有写明是客户编号的列，已用这一列区分客户，因为里面的编号反复出现。请在“字段”一步核对。",
            "No column is named as the customer ID; this one tells customers apart since its keys come again. Check it under Fields.",
        ),
        "N_NAME_AS_CUSTOMER" => (
            "没有客户ID列，已用名称区分客户：同名的会算成一个，写法不同的会算成几个。有更合适的列请在“字段”一步换上。",
            "There is no customer ID, so names tell customers apart: those who share a name count as one, one written in two ways as two. If another column fits better, choose it under Fields.",
        ),
        "N_COLUMN_ABSENT" => ("这个文件没有这一列，按空处理。", "This file does not have the column; its cells count as empty."),
        "N_ALIKE_TABLES" => {
            return Some((
                format!(
                    "文件里有 {n} 张列相同的表（工作表或压缩包里的文件），已按顺序合在一起；只读一张，在“文件是怎样读的”里选。"
                ),
                format!(
                    "{n} tables in the file (sheets, or files of the archive) have the same columns and are read as one, in their order; to read a single one, choose it under How the file was read."
                ),
            ));
        }
        "N_OTHER_TABLES" => {
            return Some((
                format!("文件里还有 {n} 张表（工作表或压缩包里的文件）没有读；要读另一张，在“文件是怎样读的”里选。"),
                format!(
                    "{counted} in the file (sheets, or files of the archive) were not read; to read one, choose it under How the file was read."
                ),
            ));
        }
        _ => return None,
    };
    Some((zh.to_owned(), en.to_owned()))
}
