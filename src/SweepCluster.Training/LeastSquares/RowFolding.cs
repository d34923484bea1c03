using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.LeastSquares;

/// <summary>Folds the rows of a data set into R of [X, 1, Y] = Q·R, each column in its own frame.</summary>
/// <remarks>
/// Householder QR, block of rows after block of rows (Golub and Van Loan, Matrix Computations, 5.2). The reflections of
/// 16 columns are made, then applied to all columns after them, 16 at a time, so that these stay in a core's cache; a
/// vector holds four columns and no sum is split, so the bits are the same for any vectors and any number of cores.
/// They are those of MathNet's managed QR, one column at a time. 1,500 rows of 512 columns take a sixth of what numpy's
/// lstsq takes for all of its work (benchmark <c>prepare</c>).
/// </remarks>
internal sealed unsafe class RowFolding
{
    private const int Panel = 16;
    private const int BlockRows = 2048;
    private const long LeastNumbersShared = 1 << 16;

    private readonly int _width;
    private readonly int _stride;
    private readonly int _capacity;
    private readonly double[] _triangle;
    private readonly double[] _block;
    private readonly double[] _reflectors;
    private readonly double[] _heads = new double[Panel];

    private RowFolding(int width, int capacity)
    {
        (_width, _capacity) = (width, capacity);
        _stride = (width + Panel - 1) / Panel * Panel;
        _triangle = new double[width * _stride];
        _block = new double[capacity * _stride];
        _reflectors = new double[capacity * Panel];
    }

    /// <summary>R row by row, zero below the diagonal; features, ones and targets are its columns.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="features">A frame for each feature.</param>
    /// <param name="targets">A frame for each target.</param>
    public static double[] Fold(DataSet data, ColumnFrame[] features, ColumnFrame[] targets)
    {
        var width = features.Length + 1 + targets.Length;
        var capacity = Math.Min(data.Rows, Math.Max(BlockRows, 4 * width));
        var folding = new RowFolding(width, capacity);
        for (var first = 0; first < data.Rows; first += capacity)
        {
            var rows = Math.Min(capacity, data.Rows - first);
            folding.Fill(data.Features, features, first, rows, 0);
            folding.FillOnes(rows, features.Length);
            folding.Fill(data.Targets, targets, first, rows, features.Length + 1);
            folding.FoldBlock(rows);
        }

        return folding.Triangle();
    }

    private double[] Triangle()
    {
        var r = new double[_width * _width];
        for (var i = 0; i < _width; i++) _triangle.AsSpan(i * _stride + i, _width - i).CopyTo(r.AsSpan(i * _width + i));
        return r;
    }

    private void Fill(double[] table, ColumnFrame[] frames, int first, int rows, int firstColumn)
    {
        for (var j = 0; j < frames.Length; j++)
        {
            var to = Column(firstColumn + j);
            for (int i = 0, from = first * frames.Length + j; i < rows; i++, from += frames.Length, to += Panel)
                _block[to] = frames[j].Apply(table[from]);
        }
    }

    private void FillOnes(int rows, int column)
    {
        var to = Column(column);
        for (var i = 0; i < rows; i++, to += Panel) _block[to] = 1;
    }

    private int Column(int column) => column / Panel * Panel * _capacity + column % Panel;

    private void FoldBlock(int rows)
    {
        for (var first = 0; first < _width; first += Panel)
        {
            var count = Math.Min(Panel, _width - first);
            for (var k = first; k < first + count; k++)
            {
                var diagonal = Generate(k, rows);
                ReflectPanel(first, first / Panel, k - first, k - first + 1, rows);
                _triangle[k * _stride + k] = diagonal;
            }

            ReflectRest(first, count, rows);
        }
    }

    // Gives the new diagonal entry. A column of zeros turns its row's sign, as MathNet has it.
    private double Generate(int k, int rows)
    {
        var column = Column(k);
        var vector = _reflectors.AsSpan(k % Panel * _capacity, rows);
        var head = _triangle[k * _stride + k];
        var squares = head * head;
        for (var i = 0; i < rows; i++)
        {
            vector[i] = _block[column + i * Panel];
            _block[column + i * Panel] = 0;
            squares += vector[i] * vector[i];
        }

        var norm = Math.Sqrt(squares);
        _triangle[k * _stride + k] = 0;
        _heads[k % Panel] = Constants.Sqrt2;
        if (norm == 0) return -head;
        var scale = head < 0 ? -(1 / norm) : 1 / norm;
        var leading = head * scale + 1;
        var root = Math.Sqrt(1 / leading);
        for (var i = 0; i < rows; i++) vector[i] = vector[i] * scale * root;
        _heads[k % Panel] = leading * root;
        return -1 / scale;
    }

    private void ReflectRest(int first, int count, int rows)
    {
        var next = first / Panel + 1;
        var panels = _stride / Panel;
        var isShared = (long)(panels - next) * rows * Panel >= LeastNumbersShared && Control.MaxDegreeOfParallelism > 1;
        if (isShared)
            Parallel.For(next, panels, new ParallelOptions { MaxDegreeOfParallelism = Control.MaxDegreeOfParallelism },
                panel => ReflectPanel(first, panel, 0, count, rows));
        else
            for (var panel = next; panel < panels; panel++) ReflectPanel(first, panel, 0, count, rows);
    }

    // Reflections from..to of those that begin at row `first`, on 16 columns.
    private void ReflectPanel(int first, int panel, int from, int to, int rows)
    {
        fixed (double* triangle = _triangle, block = _block, reflectors = _reflectors)
        {
            var top = triangle + (first + from) * _stride + panel * Panel;
            var columns = block + panel * Panel * _capacity;
            var sums = Products(top, _heads[from], reflectors + from * _capacity, columns, rows);
            for (var q = from; q < to; q++, top += _stride)
            {
                Subtract(top, _heads[q], in sums);
                var own = reflectors + q * _capacity;
                if (q + 1 == to) Reflect(own, in sums, columns, rows);
                else sums = Reflect(own, in sums, top + _stride, _heads[q + 1], own + _capacity, columns, rows);
            }
        }
    }

    private static Sums Start(double* top, double head) => new(
        Vector256<double>.Zero + Vector256.Create(head) * Vector256.Load(top),
        Vector256<double>.Zero + Vector256.Create(head) * Vector256.Load(top + 4),
        Vector256<double>.Zero + Vector256.Create(head) * Vector256.Load(top + 8),
        Vector256<double>.Zero + Vector256.Create(head) * Vector256.Load(top + 12));

    private static void Subtract(double* top, double head, in Sums sums)
    {
        (Vector256.Load(top) - Vector256.Create(head) * sums.A).Store(top);
        (Vector256.Load(top + 4) - Vector256.Create(head) * sums.B).Store(top + 4);
        (Vector256.Load(top + 8) - Vector256.Create(head) * sums.C).Store(top + 8);
        (Vector256.Load(top + 12) - Vector256.Create(head) * sums.D).Store(top + 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Sums Products(double* top, double head, double* vector, double* columns, int rows)
    {
        var (a, b, c, d) = Start(top, head);
        for (var i = 0; i < rows; i++, columns += Panel)
        {
            var entry = Vector256.Create(vector[i]);
            a += entry * Vector256.Load(columns);
            b += entry * Vector256.Load(columns + 4);
            c += entry * Vector256.Load(columns + 8);
            d += entry * Vector256.Load(columns + 12);
        }

        return new(a, b, c, d);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Reflect(double* vector, in Sums sums, double* columns, int rows)
    {
        var (a, b, c, d) = sums;
        for (var i = 0; i < rows; i++, columns += Panel)
        {
            var entry = Vector256.Create(vector[i]);
            (Vector256.Load(columns) - entry * a).Store(columns);
            (Vector256.Load(columns + 4) - entry * b).Store(columns + 4);
            (Vector256.Load(columns + 8) - entry * c).Store(columns + 8);
            (Vector256.Load(columns + 12) - entry * d).Store(columns + 12);
        }
    }

    // One pass over memory for two reflections: the products of the next are summed as this one leaves its numbers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Sums Reflect(
        double* vector, in Sums sums, double* nextTop, double nextHead, double* next, double* columns, int rows)
    {
        var (a, b, c, d) = sums;
        var (e, f, g, h) = Start(nextTop, nextHead);
        for (var i = 0; i < rows; i++, columns += Panel)
        {
            var entry = Vector256.Create(vector[i]);
            var following = Vector256.Create(next[i]);
            var x = Vector256.Load(columns) - entry * a;
            x.Store(columns);
            e += following * x;
            x = Vector256.Load(columns + 4) - entry * b;
            x.Store(columns + 4);
            f += following * x;
            x = Vector256.Load(columns + 8) - entry * c;
            x.Store(columns + 8);
            g += following * x;
            x = Vector256.Load(columns + 12) - entry * d;
            x.Store(columns + 12);
            h += following * x;
        }

        return new(e, f, g, h);
    }

    // A sum for each of 16 columns.
    private readonly record struct Sums(
        Vector256<double> A, Vector256<double> B, Vector256<double> C, Vector256<double> D);
}
