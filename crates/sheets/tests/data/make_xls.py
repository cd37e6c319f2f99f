"""Makes workbook.xls and workbook1904.xls beside this file: python -m pip install xlwt==1.3.0; python make_xls.py"""

import datetime
import pathlib

import xlwt

FOLDER = pathlib.Path(__file__).parent


def style(code):
    return xlwt.easyxf(num_format_str=code)


def indicators(book):
    sheet = book.add_sheet("绩效目标")
    sheet.write_merge(0, 0, 0, 4, "整体支出绩效目标表")
    for column, title in enumerate(["指标", "符号", "指标值", "单位", "日期"]):
        sheet.write(2, column, title)
    # A double that RK cannot hold, an integer, hundredths, a negative number.
    for row, (name, number, code) in enumerate(
        [
            ("满意度", 0.9, "0%"),
            ("完成率", 0.8999, "0.00%"),
            ("人次", 6700, "General"),
            ("金额", 215457.6, "#,##0.00"),
            ("余额", -1234.56, "General"),
            ("和", 0.1 + 0.2, "General"),
            ("大数", 123456789012345, "General"),
            ("小数", 1e-7, "General"),
        ],
        start=3,
    ):
        sheet.write(row, 0, name)
        sheet.write(row, 1, "≥")
        sheet.write(row, 2, number, style(code))
        sheet.write(row, 3, "")
    sheet.write(3, 4, datetime.date(2024, 2, 29), style("yyyy-mm-dd"))
    sheet.write(4, 4, datetime.datetime(2024, 2, 29, 8, 30), style('yyyy"年"m"月"d"日" h:mm'))
    sheet.write(5, 4, True)
    sheet.write(6, 4, xlwt.Formula("SUM(C4:C5)"))
    sheet.row(20).write(2, "", style("0%"))


def numbers(book):
    sheet = book.add_sheet("数")
    sheet.row(0).set_cell_mulblanks(0, 9)
    for column in range(6):
        sheet.write(1, column, column * 100)
    for row, code in enumerate([0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A], start=2):
        sheet.row(row).set_cell_error(0, code)
    sheet.write_rich_text(9, 0, ["正常", ("加粗", xlwt.easyfont("bold true")), "正常"])


def long_strings(book):
    """Shared strings that go on in further records, in the middle of their characters."""
    sheet = book.add_sheet("长文")
    for row in range(3):
        sheet.write(row, 0, f"第{row}段" + "预算绩效管理" * 350)
        sheet.write(row, 1, f"row {row} " + "a line of Latin text " * 100)


def hidden(book):
    sheet = book.add_sheet("隐藏")
    sheet.write(0, 0, "看不见的")
    sheet.visibility = 1


def main():
    book = xlwt.Workbook(encoding="utf-8")
    for make in (indicators, numbers, long_strings, hidden):
        make(book)
    book.add_sheet("空")
    book.save(FOLDER / "workbook.xls")

    book = xlwt.Workbook()
    book.dates_1904 = True
    sheet = book.add_sheet("1904")
    sheet.write(0, 0, 43889, style("yyyy-mm-dd"))
    book.save(FOLDER / "workbook1904.xls")


main()
