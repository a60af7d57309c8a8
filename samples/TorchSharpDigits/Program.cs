using System.Text;
using QuickStart;
using TorchSharpDigits;

Console.OutputEncoding = Encoding.UTF8;
return DigitsCommand.Create(Screen.Open()).Parse(args).Invoke();
