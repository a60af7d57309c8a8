using static System.FormattableString;

namespace Initializers;

/// <summary>
/// Reads the grammar of initializers' texts: <c>PerBlock(Zeros(), HeNormal(mode: In).Scaled(0.5))</c>. A name may have a prefix,
/// <c>keras/he_normal</c>; arguments may be named by <c>:</c> or <c>=</c>.
/// </summary>
internal sealed class TextParser
{
    /// <summary>The longest text that is read.</summary>
    public const int MostLetters = 1 << 16;

    /// <summary>How deep calls and lists may stand in each other.</summary>
    public const int MostLevels = 32;

    private readonly TextSource _source;
    private readonly string _text;
    private int _at, _level;

    private TextParser(TextSource source) => (_source, _text) = (source, source.Text);

    /// <summary>Reads a text, all of it.</summary>
    /// <exception cref="FormatException">The text does not have the grammar; the message names the place.</exception>
    public static TextNode Parse(TextSource source)
    {
        if (source.Text.Length > MostLetters) throw source.TooLong(MostLetters);
        var parser = new TextParser(source);
        TextNode node = parser.Value("a name");
        parser.Peek();
        return parser._at == parser._text.Length ? node : throw parser.Refused("nothing more");
    }

    /// <summary>Whether a letter may stand in a name.</summary>
    public static bool IsNameLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';

    /// <summary>The next letter that is no space; at the end 0.</summary>
    private char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool Take(char letter)
    {
        if (Peek() != letter || _at == _text.Length) return false;
        _at++;
        return true;
    }

    private TextNode Value(string required)
    {
        if (++_level > MostLevels) throw Refused(Invariant($"at most {MostLevels} levels of parentheses and brackets"));
        char first = Peek();
        TextNode value = first switch
        {
            '[' => List(),
            '"' or '\'' => Quoted(),
            '+' or '-' or '.' or (>= '0' and <= '9') => Number(),
            _ when char.IsAsciiLetter(first) || first == '_' => Name(null),
            _ => throw Refused(required),
        };
        for (int calls = 1; Take('.'); calls++)
        {
            if (calls > MostLevels) throw Refused(Invariant($"at most {MostLevels} calls in a row"));
            value = Name(value);
        }
        _level--;
        return value;
    }

    private NumberNode Number()
    {
        int start = _at;
        for (; _at < _text.Length; _at++)
        {
            bool isSign = _text[_at] is '+' or '-' && (_at == start || _text[_at - 1] is 'e' or 'E');
            if (!isSign && _text[_at] != '.' && !IsNameLetter(_text[_at])) break;
        }
        return new(start, _at, _text[start.._at]);
    }

    private QuotedNode Quoted()
    {
        int start = _at, end = _text.IndexOf(_text[start], start + 1);
        if (end < 0) throw Refused(Invariant($"a closing {_text[start]} to the one"));
        _at = end + 1;
        return new(start, _at, _text[(start + 1)..end]);
    }

    private ListNode List()
    {
        int start = _at++;
        var items = new List<TextNode>();
        while (!Take(']'))
        {
            if (items.Count > 0 && !Take(',')) throw Refused("a comma or ]");
            items.Add(Value("a value"));
        }
        return new(start, _at, items);
    }

    /// <summary>A name, behind a dot or not, and its arguments.</summary>
    private NameNode Name(TextNode? receiver)
    {
        Peek();
        int start = _at;
        string name = Letters();
        while (_at < _text.Length && _text[_at] == '/')
        {
            _at++;
            name = $"{name}/{Letters()}";
        }
        if (!Take('(')) return new(start, start + name.Length, name, receiver, null);
        var arguments = new List<ArgumentNode>();
        while (!Take(')'))
        {
            if (arguments.Count > 0 && !Take(',')) throw Refused("a comma or )");
            arguments.Add(Argument());
        }
        return new(start, _at, name, receiver, arguments);
    }

    private ArgumentNode Argument()
    {
        TextNode value = Value("an argument");
        if (value is NameNode { Receiver: null, Arguments: null } name && (Take(':') || Take('=')))
            return new(name.Name, value.Start, Value($"a value for {name.Name}"));
        return new(null, value.Start, value);
    }

    private string Letters()
    {
        int start = _at;
        while (_at < _text.Length && IsNameLetter(_text[_at])) _at++;
        return _at > start ? _text[start.._at] : throw Refused("a name");
    }

    private FormatException Refused(string required) => _source.Refused(_at, _at + 1, required);
}
