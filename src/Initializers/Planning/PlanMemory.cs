using System.Buffers;
using System.Runtime.InteropServices;
using static System.FormattableString;

namespace Initializers;

/// <summary>The memory that a caller gives for the parameters of a plan.</summary>
internal static class PlanMemory
{
    /// <summary>How many parameters a message lists.</summary>
    private const int Shown = 10;

    /// <summary>The memory of a parameter.</summary>
    /// <param name="weights">The caller's function.</param>
    /// <param name="parameter">The parameter.</param>
    /// <exception cref="ArgumentException">The function is that of a dictionary that has no such key.</exception>
    public static TMemory Of<TMemory>(Func<string, TMemory> weights, PlannedParameter parameter)
    {
        try
        {
            return weights(parameter.Name);
        }
        catch (KeyNotFoundException missing)
        {
            throw new ArgumentException(
                $"{nameof(weights)} must give the memory of each parameter that is not skipped, "
                + $"but found no key for {Excerpt.Of(parameter.Name)} {parameter.Shape}.",
                nameof(weights), missing);
        }
    }

    /// <summary>The memory of all parameters, none for those that are skipped.</summary>
    /// <exception cref="ArgumentException">Memory is missing, has another length than its parameter, or is shared.</exception>
    public static Memory<T>[] Of<T>(Func<string, Memory<T>> weights, PlannedParameter[] parameters) where T : unmanaged
    {
        var memory = new Memory<T>[parameters.Length];
        var wrong = new List<int>();
        for (int i = 0; i < memory.Length; i++)
        {
            if (parameters[i].Action == RuleAction.Skip) continue;
            memory[i] = Of(weights, parameters[i]);
            if (memory[i].Length != parameters[i].Elements) wrong.Add(i);
        }
        if (wrong.Count > 0) throw LengthsRefused(memory, parameters, wrong, nameof(weights));
        if (!AreArraysOfTheirOwn(memory)) CheckOverlaps(memory, parameters, nameof(weights));
        return memory;
    }

    private static ArgumentException LengthsRefused<T>(
        Memory<T>[] memory, PlannedParameter[] parameters, List<int> wrong, string name)
    {
        IEnumerable<string> shown = wrong.Take(Shown)
            .Select(i => Invariant($"{Excerpt.Of(parameters[i].Name)} {parameters[i].Shape} has memory of {memory[i].Length}"));
        return new(
            $"{name} must give memory of as many elements as each parameter has, but {string.Join("; ", shown)}"
            + (wrong.Count > Shown ? Invariant($"; and {wrong.Count - Shown} more.") : "."),
            name);
    }

    /// <summary>Whether each parameter has an array of its own, so that no addresses have to be compared.</summary>
    private static bool AreArraysOfTheirOwn<T>(Memory<T>[] memory)
    {
        var arrays = new HashSet<object>(memory.Length, ReferenceEqualityComparer.Instance);
        foreach (Memory<T> one in memory)
        {
            if (!one.IsEmpty && !(MemoryMarshal.TryGetArray(one, out ArraySegment<T> array) && arrays.Add(array.Array!))) return false;
        }
        return true;
    }

    /// <summary>What is filled or kept has memory of its own, which a tied parameter may share with its owner.</summary>
    private static unsafe void CheckOverlaps<T>(Memory<T>[] memory, PlannedParameter[] parameters, string name) where T : unmanaged
    {
        var pins = new List<MemoryHandle>();
        try
        {
            var used = new List<(nint Start, nint End, PlannedParameter Parameter)>();
            for (int i = 0; i < memory.Length; i++)
            {
                if (memory[i].IsEmpty) continue;
                pins.Add(memory[i].Pin()); // so that nothing moves while addresses are compared
                var start = (nint)pins[^1].Pointer;
                used.Add((start, start + memory[i].Length * (nint)sizeof(T), parameters[i]));
            }
            CheckOverlaps(used, name);
        }
        finally
        {
            foreach (MemoryHandle pin in pins) pin.Dispose();
        }
    }

    /// <summary>The same for addresses.</summary>
    /// <param name="used">From where to where each parameter lies, which becomes sorted.</param>
    /// <param name="name">The caller's parameter.</param>
    /// <exception cref="ArgumentException">Two that are not tied share some.</exception>
    private static void CheckOverlaps(List<(nint Start, nint End, PlannedParameter Parameter)> used, string name)
    {
        used.Sort((one, other) => one.Start.CompareTo(other.Start));
        foreach ((var one, var other) in used.Zip(used.Skip(1)))
        {
            bool isTied = (one.Parameter.TiedTo ?? one.Parameter.Name) == (other.Parameter.TiedTo ?? other.Parameter.Name);
            if (one.End > other.Start && !(isTied && one.Start == other.Start)) throw Overlapping(one.Parameter, other.Parameter, name);
        }
    }

    /// <summary>The refusal of two parameters that share some memory.</summary>
    public static ArgumentException Overlapping(PlannedParameter one, PlannedParameter other, string name) => new(
        $"{name} must give memory of its own to each parameter that is not tied, "
        + $"but {Excerpt.Of(one.Name)} and {Excerpt.Of(other.Name)} share some.",
        name);
}
