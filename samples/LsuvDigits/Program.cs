using System.Text;
using LsuvDigits;
using QuickStart;

Console.OutputEncoding = Encoding.UTF8;
return DeepDigits.Command(Screen.Open()).Parse(args).Invoke();
