using System.Text;
using QuickStart;

Console.OutputEncoding = Encoding.UTF8;
return CommandLine.Create(Screen.Open()).Parse(args).Invoke();
