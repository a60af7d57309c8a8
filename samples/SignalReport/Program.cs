using System.Text;
using DigitsReport;
using QuickStart;

Console.OutputEncoding = Encoding.UTF8;
return ReportCommand.Create(Screen.Open()).Parse(args).Invoke();
