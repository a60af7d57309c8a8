using System.Globalization;
using System.Reflection;
using System.Text;
using Initializers.Tests.Statistics;

namespace Initializers.Tests.Fuzzing;

/// <summary>
/// The calls of one member: each value of the target and of each parameter, with plain values for the rest; pairs of numbers of an
/// initializer; and random combinations, from a generator whose seed is the member's name.
/// </summary>
internal sealed class CallGenerator
{
    /// <summary>The number of calls with mixed values for each parameter: 20, times INITIALIZERS_FUZZ.</summary>
    private static readonly int Mixed =
        20 * int.Parse(Environment.GetEnvironmentVariable("INITIALIZERS_FUZZ") ?? "1", CultureInfo.InvariantCulture);

    private readonly PublicMember _member;

    /// <summary>The values of the target and of each parameter.</summary>
    private readonly Make[][] _values;

    public CallGenerator(PublicMember member)
    {
        _member = member;
        Make[] targets = [.. Examples.Of(member.Owner).Select(make => (Make)(_ => Copied(make())))];
        if (member.HasTarget && member.Owner.IsValueType) targets = [.. targets, _ => Activator.CreateInstance(member.Owner)];
        _values = [member.HasTarget ? targets : [_ => null], .. member.Parameters.Select(HostileValues.For)];
        if (_values.Any(values => values.Length == 0)) throw new NotSupportedException($"{member} needs examples.");
    }

    public IEnumerable<Func<Call>> Calls() => Choices().Select(choice => (Func<Call>)(() => Made(choice)));

    private IEnumerable<int[]> Choices()
    {
        int[] plain = new int[_values.Length];
        yield return plain;
        for (int at = 0; at < plain.Length; at++)
        {
            for (int value = 1; value < _values[at].Length; value++)
            {
                int[] choice = new int[_values.Length];
                choice[at] = value;
                yield return choice;
            }
        }
        foreach (int[] pair in Pairs()) yield return pair;
        if (plain.Length < 3 && !_member.HasTarget) yield break;
        var random = new Random(Seed());
        for (int count = Mixed * (plain.Length - 1); count > 0; count--)
        {
            yield return [.. _values.Select(values => random.Next(2) == 0 ? 0 : random.Next(values.Length))];
        }
    }

    /// <summary>Each pair of numbers of an initializer: what is not refused must give a usable initializer.</summary>
    private IEnumerable<int[]> Pairs()
    {
        if (_member.HasTarget || !_member.MakesInitializers) yield break;
        int[] numbers =
        [
            .. _member.Parameters.Where(parameter => parameter.ParameterType == typeof(double) || parameter.ParameterType == typeof(long))
                .Select(parameter => parameter.Position + 1),
        ];
        foreach ((int one, int other) in numbers.SelectMany(one => numbers.Where(other => one < other).Select(other => (one, other))))
        {
            for (int value = 0; value < _values[one].Length * _values[other].Length; value++)
            {
                int[] choice = new int[_values.Length];
                (choice[one], choice[other]) = (value % _values[one].Length, value / _values[one].Length);
                yield return choice;
            }
        }
    }

    private Call Made(int[] choice)
    {
        object?[] arguments = new object?[_member.Parameters.Length];
        int named = Array.FindIndex(_member.Parameters, parameter => parameter.ParameterType == typeof(TensorShape));
        TensorShape shape = named < 0 ? [4, 4] : (TensorShape)_values[named + 1][choice[named + 1]](default)!;
        for (int at = 0; at < arguments.Length; at++) arguments[at] = at == named ? shape : _values[at + 1][choice[at + 1]](shape);
        return new Call(_member, _values[0][choice[0]](shape), arguments, Refused(arguments, choice));
    }

    /// <summary>The parameter whose null must be refused; empty where another may be refused first; null if there is none.</summary>
    private string? Refused(object?[] arguments, int[] choice)
    {
        ParameterInfo[] missing =
            [.. _member.Parameters.Where(parameter => arguments[parameter.Position] is null && _member.RefusesNullFor(parameter.Position))];
        if (missing.Length == 0) return null;
        return choice.Count(one => one > 0) <= 1 && arguments.Count(argument => argument is null) == 1 ? missing[0].Name : "";
    }

    /// <summary>A copy, so that a setter does not change the original.</summary>
    private static object Copied(object value) => value.GetType().GetMethod("<Clone>$") is { } clone ? clone.Invoke(value, null)! : value;

    /// <summary>The same on every run, unless INITIALIZERS_SEED is set.</summary>
    private int Seed()
    {
        ulong hash = TestSeed.Value;
        foreach (byte letter in Encoding.UTF8.GetBytes(_member.ToString())) hash = (hash ^ letter) * 1099511628211;
        return (int)(hash >> 33);
    }
}
