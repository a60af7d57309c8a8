using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Initializers.Checkpoints;

/// <summary>Writes weights for <c>numpy.load</c>: one array as <c>.npy</c>, or those of a small model as <c>.npz</c>.</summary>
/// <example>
/// <code>
/// string folder = Directory.CreateTempSubdirectory().FullName;
/// NumPyFile.Save(Path.Combine(folder, "weights.npy"), Init.HeNormal().Initialize([256, 784], new PhiloxRandom(42)), [256, 784]);
///
/// ResolvedPlan resolved = new InitializationPlan { { "**", Init.HeNormal() } }.Resolve([("hidden.weight", [256, 784])]);
/// resolved.SaveNpz(Path.Combine(folder, "model.npz"), new PhiloxRandom(42));
/// Console.WriteLine(new FileInfo(Path.Combine(folder, "model.npz")).Length); // 803076
/// </code>
/// </example>
/// <remarks>
/// <para>
/// A <c>.npy</c> file has the bytes that <c>numpy.save</c> writes. A <c>.npz</c> file is what <c>numpy.savez</c> writes, an archive
/// that is not compressed, but with a fixed date: its bytes depend on the values and the names alone. Numbers are little endian.
/// </para>
/// <para>
/// Files are written under another name, flushed to the disk, and then take the place of an earlier one. The name is taken as it is given,
/// where NumPy would append <c>.npy</c> to one without it.
/// </para>
/// <para>NumPy has no bfloat16; a model of it is written as safetensors (<see cref="CheckpointExtensions.Save"/>), or as float32.</para>
/// <para>Thread-safe for different files.</para>
/// </remarks>
public static class NumPyFile
{
    /// <summary>The elements that are written at a time.</summary>
    private const int Piece = 1 << 20;

    /// <summary>Writes one array.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</typeparam>
    /// <param name="path">The file, in a folder that is there; usually <c>name.npy</c>.</param>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">Their shape.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is empty, or <paramref name="values"/> has another length than <paramref name="shape"/>.
    /// </exception>
    /// <exception cref="NotSupportedException">NumPy does not have the number type.</exception>
    /// <exception cref="IOException">The disk is full or read-only, or the folder is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public static unsafe void Save<T>(string path, ReadOnlySpan<T> values, TensorShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        TensorDataType type = typeof(T) == typeof(float) ? TensorDataType.F32
            : typeof(T) == typeof(double) ? TensorDataType.F64
            : typeof(T) == typeof(Half) ? TensorDataType.F16
            : throw new NotSupportedException($"T must be float, double or Half, but was {typeof(T).Name}.");
        Guard.Length(values.Length, shape, nameof(values));
        byte[] header = NpyHeader.Write(shape, type);
        int count = values.Length;
        fixed (T* pinned = values)
        {
            nint first = (nint)pinned;
            using var unfinished = new UnfinishedFile(
                path, header.Length + (long)count * sizeof(T), file => Write(file, 0, header, new ReadOnlySpan<T>((T*)first, count)));
            unfinished.Finish();
        }
    }

    /// <summary>
    /// Writes the parameters that a plan fills, each under its name. A tied one is written as a copy, since the format has no other way.
    /// </summary>
    /// <param name="plan">The plan. Kept and skipped parameters are not in the file.</param>
    /// <param name="path">The file, in a folder that is there; usually <c>name.npz</c>.</param>
    /// <param name="random">The source of which each parameter takes a fork; it does not move.</param>
    /// <param name="type">
    /// The number type: <see cref="TensorDataType.F32"/> (the default), <see cref="TensorDataType.F64"/> or
    /// <see cref="TensorDataType.F16"/>. The values are those of the plan's fills in that type.
    /// </param>
    /// <remarks>Takes the memory of the largest parameter. It is meant for small models: larger ones are written as safetensors.</remarks>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="plan"/>, <paramref name="path"/> or <paramref name="random"/> is null.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is empty; <paramref name="type"/> is another one; an initializer cannot fill it; a rule keeps rows, which a
    /// new file does not have; or a name has a NUL, an unpaired surrogate, or more than 65,531 bytes.
    /// </exception>
    /// <exception cref="NotSupportedException">There are more than 4,294,967,295 bytes or 65,535 arrays.</exception>
    /// <exception cref="IOException">The disk is full or read-only, or the folder is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public static void SaveNpz(this ResolvedPlan plan, string path, PhiloxRandom random, TensorDataType type = TensorDataType.F32)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(random);
        if (!NpyHeader.Has(type))
            throw new ArgumentException(
                $"type must be F32, F64 or F16, since NumPy has no other floating-point types, but was {type}: write safetensors instead.",
                nameof(type));
        var archive = new StoredZip([.. plan.Parameters.Where(IsFilled).Select(parameter => EntryOf(plan, parameter, random, type))]);
        using var unfinished = new UnfinishedFile(path, archive.Length(), archive.Write);
        unfinished.Finish();

        bool IsFilled(PlannedParameter parameter) =>
            (parameter.TiedTo is { } owner ? plan[owner] : parameter).Action == RuleAction.Initialize;
    }

    private static StoredEntry EntryOf(ResolvedPlan plan, PlannedParameter parameter, PhiloxRandom random, TensorDataType type)
    {
        string what = WrittenParameter.Refusal(parameter);
        PlannedParameter drawn = parameter.TiedTo is { } owner ? plan[owner] : parameter;
        WrittenParameter.CheckDrawn(drawn, what, nameof(plan));
        return type switch
        {
            TensorDataType.F32 => EntryOf<float>(plan.Initialize),
            TensorDataType.F64 => EntryOf<double>(plan.Initialize),
            _ => EntryOf<Half>(plan.Initialize),
        };

        unsafe StoredEntry EntryOf<T>(Fill<T> fill) where T : unmanaged => CallerNames.ForElement(nameof(plan), what, () =>
        {
            ParameterFill.Check<T>(drawn);
            byte[] name = StoredZip.NameOf(parameter.Name + ".npy"), header = NpyHeader.Write(parameter.Shape, type);
            return new StoredEntry(name, header.Length + (Int128)parameter.Elements * sizeof(T), (file, position) =>
            {
                using var values = new Rented<T>((int)parameter.Elements);
                values.Span.Clear(); // what an initializer of the user's leaves out
                fill(parameter.Name, values.Span, random);
                return Write<T>(file, position, header, values.Span);
            });
        });
    }

    /// <summary>Writes a header and numbers from a position on.</summary>
    /// <returns>The checksum of both.</returns>
    private static unsafe uint Write<T>(SafeFileHandle file, long position, byte[] header, ReadOnlySpan<T> values) where T : unmanaged
    {
        var checksum = new Crc32();
        Write(header, ref position);
        for (; !values.IsEmpty; values = values[Math.Min(Piece, values.Length)..])
            Write(MemoryMarshal.AsBytes(values[..Math.Min(Piece, values.Length)]), ref position);
        return checksum.GetCurrentHashAsUInt32();

        void Write(ReadOnlySpan<byte> bytes, ref long at)
        {
            RandomAccess.Write(file, bytes, at);
            checksum.Append(bytes);
            at += bytes.Length;
        }
    }

    private delegate void Fill<T>(string name, Span<T> weights, PhiloxRandom random);
}
